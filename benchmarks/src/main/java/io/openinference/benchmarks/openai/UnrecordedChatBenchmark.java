// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/**
 * A chat completion whose span nobody keeps, called on a client that does nothing.
 *
 * <p>The floor is what OpenTelemetry itself costs there: a span with the attributes that a sampler
 * sees, made current around the call.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class UnrecordedChatBenchmark {

  @Param({"NONE", "OURS", "FLOOR"})
  Instrumentation instrumentation;

  @Param Reason reason;

  private Function<ChatCompletionCreateParams, ChatCompletion> chat;
  private ChatCompletionCreateParams params;
  private Scope scope;

  /** Makes client and request. */
  @Setup
  public void prepare() {
    OpenTelemetry openTelemetry =
        reason == Reason.NO_SDK ? OpenTelemetry.noop() : NoOpTelemetry.sampledOut();
    OpenAIClient stub = StubClient.answering();
    OpenAIClient client =
        instrumentation == Instrumentation.OURS
            ? OpenAIInstrumentor.create(openTelemetry).wrap(stub)
            : stub;
    chat = request -> client.chat().completions().create(request);
    if (instrumentation == Instrumentation.FLOOR && reason != Reason.SUPPRESSED) {
      chat = spanAround(chat, openTelemetry.getTracer("floor"));
    }
    params = Conversation.request(20);
  }

  private static Function<ChatCompletionCreateParams, ChatCompletion> spanAround(
      Function<ChatCompletionCreateParams, ChatCompletion> chat, Tracer tracer) {
    return request -> {
      Span span = ChatFloor.spanBuilder(tracer).startSpan();
      try (Scope ignored = span.makeCurrent()) {
        return chat.apply(request);
      } finally {
        span.end();
      }
    };
  }

  /** Suppresses tracing on the thread that will call. */
  @Setup(Level.Iteration)
  @SuppressWarnings("MustBeClosedChecker") // leave() closes it.
  public void enter() {
    scope = reason == Reason.SUPPRESSED ? OpenInference.suppressTracing() : Scope.noop();
  }

  /** Ends the suppression. */
  @TearDown(Level.Iteration)
  public void leave() {
    scope.close();
  }

  /** Calls. */
  @Benchmark
  public ChatCompletion create() {
    return chat.apply(params);
  }

  /** Why nobody keeps the span. */
  public enum Reason {
    /** The application suppresses tracing. */
    SUPPRESSED,
    /** The sampler drops the span. */
    SAMPLED_OUT,
    /** OpenTelemetry is not installed. */
    NO_SDK
  }
}
