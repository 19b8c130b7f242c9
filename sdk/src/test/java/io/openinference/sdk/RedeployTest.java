// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import java.util.Comparator;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A server that lets go of an application lets go of its class loader, and threads end. */
@Tag("slow")
@Timeout(120)
class RedeployTest {

  /** While a collector is away, redelivery is under way when the application closes. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void theClassLoaderOfAClosedApplicationIsCollected(boolean isAway) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      if (isAway) {
        receiver.stop();
      }
      String output =
          ChildJvm.create()
              .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
              .run(ApplicationServer.class);
      assertThat(output).contains("let go of");
      assertThat(receiver.spans()).hasSize(isAway ? 0 : 2);
    }
  }

  @Test
  void theThreadEndsWhenItIsIdleAndComesBack() throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OpenInferenceSdk sdk = OpenInferenceSdk.builder().endpoint(receiver.endpoint()).build()) {
      Spans.make(sdk.openTelemetry(), "first");
      assertThat(sdk.flush()).isTrue();
      Thread delivery = deliveryThread();
      assertThat(delivery.isDaemon()).isTrue();
      assertThat(delivery.getContextClassLoader())
          .isSameAs(OpenInferenceSdk.class.getClassLoader());
      delivery.join(TimeUnit.SECONDS.toMillis(30));
      assertThat(delivery.isAlive()).isFalse();
      Spans.make(sdk.openTelemetry(), "second");
      assertThat(sdk.flush()).isTrue();
      assertThat(receiver.spans()).hasSize(2);
    }
  }

  /** The newest, as other tests may leave one that is about to end. */
  private static Thread deliveryThread() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().equals("openinference-delivery"))
        .max(Comparator.comparingLong(Thread::getId))
        .orElseThrow();
  }
}
