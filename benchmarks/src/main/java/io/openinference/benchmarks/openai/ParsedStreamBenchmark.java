// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

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
import org.openjdk.jmh.infra.Blackhole;

/**
 * A streamed chat completion of 20 messages whose chunks are parsed already.
 *
 * <p>openai-java takes 20 KB to parse a chunk, give or take 3%, which is ten times what tracing
 * adds to it. Braintrust is left out, because it traces the transport.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ParsedStreamBenchmark {

  private static final int MESSAGES = 20;

  @Param({"NONE", "OURS", "FLOOR", "OPENTELEMETRY"})
  Instrumentation instrumentation;

  @Param({"300", "3000"})
  int chunks;

  private StreamedChat chat;
  private ChatCompletionCreateParams params;

  /** Makes client and request. */
  @Setup
  public void prepare() {
    chat =
        StreamedChat.tracedBy(
            instrumentation, NoOpTelemetry.recording(), StubClient.streaming(chunks));
    params = Conversation.request(MESSAGES);
  }

  /** Calls, and reads the stream. */
  @Benchmark
  public void create(Blackhole blackhole) {
    chat.create(params, blackhole::consume);
  }
}
