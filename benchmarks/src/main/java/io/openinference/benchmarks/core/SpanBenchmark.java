// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.core;

import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.benchmarks.Texts;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** Spans of core, without a library that is instrumented. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SpanBenchmark {

  private static final int MESSAGES = 50;

  private final List<String> texts = texts();
  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(NoOpTelemetry.recording());
  private final OpenInferenceTracer maskingTracer =
      OpenInferenceTracer.builder(NoOpTelemetry.recording())
          .config(TraceConfig.builder().hideInputText(true).hideOutputText(true).build())
          .build();

  private static List<String> texts() {
    List<String> texts = new ArrayList<>();
    for (int i = 0; i < MESSAGES; i++) {
      texts.add(Texts.ofLength(400, i));
    }
    return texts;
  }

  /** Starts and ends a span with nothing but its kind. */
  @Benchmark
  public LlmSpan empty() {
    LlmSpan span = tracer.llm("chat").startSpan();
    span.end();
    return span;
  }

  /** Records 50 messages. */
  @Benchmark
  public LlmSpan messages50() {
    return record(tracer);
  }

  /** Records 50 messages whose text is hidden. */
  @Benchmark
  public LlmSpan maskedMessages50() {
    return record(maskingTracer);
  }

  private LlmSpan record(OpenInferenceTracer tracer) {
    List<Message> messages = new ArrayList<>(MESSAGES);
    for (String text : texts) {
      messages.add(Message.user(text));
    }
    LlmSpan span = tracer.llm("chat").startSpan();
    span.inputMessages(messages);
    span.end();
    return span;
  }

  /** Opens and closes the scopes of a project, a session and a user. */
  @Benchmark
  public void scopes() {
    try (var project = OpenInference.usingProject("support-bot");
        var session = OpenInference.usingSession("6e1cd9c2");
        var user = OpenInference.usingUser("ada")) {
      Thread.onSpinWait();
    }
  }

  /** Starts and ends a span in those scopes. */
  @Benchmark
  public void spanInScopes() {
    try (var project = OpenInference.usingProject("support-bot");
        var session = OpenInference.usingSession("6e1cd9c2");
        var user = OpenInference.usingUser("ada")) {
      tracer.llm("chat").startSpan().end();
    }
  }
}
