// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceSdk;
import io.openinference.sdk.OtlpProtocol;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Sends spans of 420 KB, 50 in a second, to receivers that take 4 MiB at once. */
final class ExportLoad {

  private static final int SPANS_PER_SECOND = 50;
  private static final int MESSAGES = 200;
  private static final int CHARACTERS = 2_050;
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Measures over HTTP and over gRPC, each for so many seconds. */
  static void measure(SoakResult result, int seconds) throws IOException, InterruptedException {
    AtomicInteger arrived = new AtomicInteger();
    try (Collector collector = new Collector(span -> arrived.incrementAndGet())) {
      send(result, collector.endpoint(), OtlpProtocol.HTTP_PROTOBUF, arrived, seconds);
      result.bound("requests over 4 MiB, over HTTP", collector.refused(), 0);
      result.bound(
          "their largest request, bytes",
          (double) collector.largestRequest(),
          Collector.MAX_REQUEST_BYTES);
    }
    arrived.set(0);
    try (GrpcCollector collector = new GrpcCollector(span -> arrived.incrementAndGet())) {
      send(result, collector.endpoint(), OtlpProtocol.GRPC, arrived, seconds);
    }
  }

  private static void send(
      SoakResult result, String endpoint, OtlpProtocol protocol, AtomicInteger arrived, int seconds)
      throws InterruptedException {
    List<Message> conversation = conversation();
    int spans = SPANS_PER_SECOND * seconds;
    long told;
    try (OpenInferenceSdk sdk =
        OpenInferenceSdk.builder().endpoint(endpoint).protocol(protocol).build()) {
      OpenInferenceTracer tracer = OpenInferenceTracer.create(sdk.openTelemetry());
      long start = System.nanoTime();
      for (int i = 0; i < spans; i++) {
        long due = start + i * TimeUnit.SECONDS.toNanos(1) / SPANS_PER_SECOND;
        TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
        LlmSpan span = tracer.llm("call").startSpan();
        span.inputMessages(conversation).end();
      }
      long end = System.nanoTime() + PATIENCE.toNanos();
      while (arrived.get() + sdk.lostSpans() < spans && System.nanoTime() < end) {
        sdk.flush();
        TimeUnit.MILLISECONDS.sleep(50);
      }
      told = sdk.lostSpans();
    }
    int lost = spans - arrived.get();
    result.bound("lost spans of 420 KB, over " + protocol.value(), lost, 0);
    result.bound(
        "of these neither taken nor told to be lost, over " + protocol.value(),
        (double) lost - told,
        0);
  }

  private static List<Message> conversation() {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      messages.add(
          Message.user(("Message " + i + " of a long talk. ").repeat(80).substring(0, CHARACTERS)));
    }
    return messages;
  }

  private ExportLoad() {}
}
