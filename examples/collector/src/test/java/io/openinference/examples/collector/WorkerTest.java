// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.collector;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerTest {

  @Test
  void sendsEachSpanOfWhichItWritesTheId() {
    String endpoint = "otel.exporter.otlp.traces.endpoint";
    StringWriter ids = new StringWriter();
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      System.setProperty(endpoint, receiver.tracesEndpoint());
      Worker.run("orders", 5, ids, new PrintStream(printed, true, StandardCharsets.UTF_8));

      List<ReceivedSpan> spans = receiver.awaitSpans(15);
      assertThat(spans)
          .extracting(
              span ->
                  span.resourceAttributes().get("openinference.project.name") + " " + span.spanId())
          .containsExactlyInAnyOrderElementsOf(ids.toString().lines().toList());
      assertThat(ids.toString().lines().filter(line -> line.startsWith("shop-nightly ")))
          .hasSize(3);
      assertThat(spans)
          .allSatisfy(
              span ->
                  assertThat(span.resourceAttributes()).containsEntry("service.name", "orders"));
      assertThat(printed.toString(StandardCharsets.UTF_8))
          .isEqualTo("orders ended 15 spans and lost 0\n");
    } finally {
      System.clearProperty(endpoint);
    }
  }
}
