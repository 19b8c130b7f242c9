// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.benchmarks.NoOpTelemetry;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * A chat completion whose answer is parsed already.
 *
 * <p>What tracing costs by itself: openai-java's own work and the tracing take the processor's
 * cache from each other, and the more messages there are, the more they do.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParsedChatBenchmark {

  @Param({"NONE", "OURS", "FLOOR", "OPENTELEMETRY"})
  Instrumentation instrumentation;

  @Param({"20", "500", "5000"})
  int messages;

  private Chat chat;
  private ChatCompletionCreateParams params;

  /** Makes client and request. */
  @Setup
  public void prepare() {
    chat = Chat.tracedBy(instrumentation, NoOpTelemetry.recording(), StubClient.answering());
    params = Conversation.request(messages);
  }

  /** Calls. */
  @Benchmark
  public ChatCompletion create() {
    return chat.create(params);
  }
}
