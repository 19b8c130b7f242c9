// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
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

/** Embeddings of 16 texts, as vectors of 1,536 floats. */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class EmbeddingBenchmark {

  @Param Instrumentation instrumentation;

  private Embedding embedding;
  private EmbeddingCreateParams params;

  /** Makes client and request. */
  @Setup
  public void prepare() {
    embedding = Embedding.tracedBy(instrumentation, NoOpTelemetry.recording());
    params = Embedding.request();
  }

  /** Calls. */
  @Benchmark
  public CreateEmbeddingResponse create() {
    return embedding.create(params);
  }
}
