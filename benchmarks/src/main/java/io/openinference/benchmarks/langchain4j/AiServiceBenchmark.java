// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.langchain4j;

import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.benchmarks.Texts;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** An AI service that calls its model, a tool, and its model again. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class AiServiceBenchmark {

  private static final String QUESTION = Texts.ofLength(400, 1);

  @Param Instrumentation instrumentation;

  private Assistant assistant;

  /** Makes the service. */
  @Setup
  public void prepare() {
    assistant = instrumentation.assistant(NoOpTelemetry.recording());
  }

  /** Calls the service. */
  @Benchmark
  public String ask() {
    return assistant.ask(QUESTION);
  }
}
