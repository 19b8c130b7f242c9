// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedRequest;
import io.opentelemetry.exporter.internal.FailedExportException;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OpenInferenceSpanExporterTest {

  /** The sizes are those that OpenTelemetry's encoder makes. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void requestsWithMoreThanOneSpanKeepTheLimit(long seed) {
    Random random = new Random(seed);
    List<SpanData> spans = Stream.generate(() -> SpanFixtures.random(random)).limit(300).toList();
    long maxBytes = 200_000;
    List<ReceivedRequest> requests = send(spans, maxBytes);

    assertThat(requests)
        .filteredOn(request -> request.spans().size() > 1)
        .extracting(request -> (long) request.uncompressedBytes())
        .allMatch(bytes -> bytes <= maxBytes);
    assertThat(requests.stream().mapToInt(request -> request.spans().size()).sum()).isEqualTo(300);
    long total = requests.stream().mapToLong(ReceivedRequest::uncompressedBytes).sum();
    // The upper bound must not be so high that requests are half empty.
    assertThat(requests.size()).isLessThanOrEqualTo((int) (total / (maxBytes * 0.8)) + 2);
  }

  @Test
  void aSpanOverTheLimitIsSentAlone() {
    List<ReceivedRequest> requests = send(SpanFixtures.named(3), 1);
    assertThat(requests).hasSize(3).allMatch(request -> request.spans().size() == 1);
  }

  private static List<ReceivedRequest> send(List<SpanData> spans, long maxBytes) {
    try (OtlpReceiver receiver = OtlpReceiver.start();
        OpenInferenceSpanExporter exporter =
            new OpenInferenceSpanExporter(
                OtlpHttpSpanExporter.builder().setEndpoint(receiver.tracesEndpoint()).build(),
                new AttributeLoss(1),
                maxBytes)) {
      CompletableResultCode result = exporter.export(spans).join(10, TimeUnit.SECONDS);
      assertThat(result.isSuccess()).isTrue();
      return receiver.requests();
    }
  }

  @Test
  void requestsAreSentOneAfterTheOther() {
    ScriptedExporter delegate = new ScriptedExporter();
    OpenInferenceSpanExporter exporter =
        new OpenInferenceSpanExporter(delegate, new AttributeLoss(1), 1);
    CompletableResultCode result = exporter.export(SpanFixtures.named(3));
    assertThat(delegate.sentNames()).containsExactly(List.of("s0"));
    delegate.attempt(0).succeed();
    delegate.attempt(1).failExceptionally(new IllegalStateException("about this request"));
    assertThat(delegate.sentNames()).containsExactly(List.of("s0"), List.of("s1"), List.of("s2"));
    assertThat(result.isDone()).isFalse();
    delegate.attempt(2).succeed();
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
    assertThat(result.getFailureThrowable()).hasMessage("about this request");
  }

  @Test
  void noFurtherRequestIsSentToACollectorThatIsAway() {
    ScriptedExporter delegate = new ScriptedExporter();
    OpenInferenceSpanExporter exporter =
        new OpenInferenceSpanExporter(delegate, new AttributeLoss(1), 1);
    CompletableResultCode result = exporter.export(SpanFixtures.named(3));
    delegate
        .attempt(0)
        .failExceptionally(FailedExportException.httpFailedExceptionally(new IOException("gone")));
    assertThat(delegate.sentNames()).containsExactly(List.of("s0"));
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
  }

  @Test
  void aRequestThatThrowsDoesNotKeepTheOthersFromBeingSent() {
    ScriptedExporter delegate = new ScriptedExporter();
    delegate.onExport(
        spans -> {
          if (spans.iterator().next().getName().equals("s0")) {
            throw new NoSuchMethodError("changed");
          }
        });
    CompletableResultCode result =
        new OpenInferenceSpanExporter(delegate, new AttributeLoss(1), 1)
            .export(SpanFixtures.named(2));
    delegate.attempt(0).succeed();
    assertThat(delegate.sentNames()).containsExactly(List.of("s1"));
    assertThat(result.isDone()).isTrue();
    assertThat(result.isSuccess()).isFalse();
  }

  @Test
  void flushAndShutdownReachTheExporter() {
    ScriptedExporter delegate = new ScriptedExporter();
    OpenInferenceSpanExporter exporter =
        new OpenInferenceSpanExporter(delegate, new AttributeLoss(1));
    assertThat(exporter.flush().isSuccess()).isTrue();
    assertThat(exporter.shutdown().isSuccess()).isTrue();
    assertThat(delegate.calls()).containsExactly("flush", "shutdown");
  }
}
