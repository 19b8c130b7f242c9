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

/** A chat completion, from the application's call to its result. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ChatBenchmark {

  @Param Instrumentation instrumentation;

  @Param({"5", "20", "50", "500", "5000"})
  int messages;

  private Chat chat;
  private ChatCompletionCreateParams params;

  /** Makes client and request. */
  @Setup
  public void prepare() {
    chat = Chat.tracedBy(instrumentation, NoOpTelemetry.recording());
    params = Conversation.request(messages);
  }

  /** Calls. */
  @Benchmark
  public ChatCompletion create() {
    return chat.create(params);
  }
}
