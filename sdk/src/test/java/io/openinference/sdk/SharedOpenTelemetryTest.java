// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import org.junit.jupiter.api.Test;

/**
 * A server shares OpenTelemetry with its applications, and has OpenInference too. An application
 * has OpenInference in its own class loader, as one that Boot's devtools restart may.
 */
class SharedOpenTelemetryTest {

  @Test
  void theSdkOfTheApplicationIsWholeAndLeavesNoThread() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String output =
          ChildJvm.create()
              .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
              .run(SharingServer.class);

      assertThat(output.lines()).contains("own classes: true", "threads: []");
      assertThat(receiver.spans()).extracting(ReceivedSpan::name).containsExactly("one", "two");
    }
  }
}
