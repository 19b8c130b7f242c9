// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A collector that hangs costs the application no memory beyond the bound. */
@Tag("slow")
@Timeout(120)
class MemoryTest {

  @ParameterizedTest
  @ValueSource(strings = {"gzip", "none"})
  void largeSpansForACollectorThatHangs(String compression) throws Exception {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      receiver.hang();
      String output =
          ChildJvm.create()
              .environment("PHOENIX_COLLECTOR_ENDPOINT", receiver.endpoint())
              .environment("OTEL_EXPORTER_OTLP_COMPRESSION", compression)
              .option("-Xmx256m")
              .run(LargeSpansApplication.class);
      assertThat(output)
          .contains("all spans ended", "kept at most 64 MiB: true", "lost all: true")
          .doesNotContain("OutOfMemoryError");
    }
  }
}
