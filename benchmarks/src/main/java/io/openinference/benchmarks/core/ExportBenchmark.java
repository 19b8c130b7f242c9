// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.core;

import io.openinference.benchmarks.NoOpSpanExporter;
import io.openinference.benchmarks.NoOpTelemetry;
import io.openinference.benchmarks.Texts;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.OpenInferenceAutoConfiguration;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/**
 * The exporter of this project in front of OTLP's own: it puts the spans of a batch under their
 * project and splits the batch by size. An operation is one span of 20 messages.
 */
@State(Scope.Thread)
@SuppressWarnings("NullAway.Init") // JMH calls prepare() first.
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ExportBenchmark {

  private static final int BATCH = 512;
  private static final int PROJECTS = 4;

  private SpanExporter exporter;
  private List<SpanData> oneProject;
  private List<SpanData> fourProjects;

  /** Makes the batches. */
  @Setup
  public void prepare() {
    exporter = ExporterCustomizer.of(new OpenInferenceAutoConfiguration(), new NoOpSpanExporter());
    oneProject = batch(1);
    fourProjects = batch(PROJECTS);
  }

  private static List<SpanData> batch(int projects) {
    InMemorySpanExporter spans = InMemorySpanExporter.create();
    OpenInferenceTracer tracer = OpenInferenceTracer.create(NoOpTelemetry.exportingTo(spans));
    for (int i = 0; i < BATCH; i++) {
      try (var project = OpenInference.usingProject("project-" + i % projects)) {
        LlmSpan span = tracer.llm("chat").startSpan();
        span.inputMessages(messages(i));
        span.end();
      }
    }
    return spans.getFinishedSpanItems();
  }

  private static List<Message> messages(int seed) {
    List<Message> messages = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      messages.add(Message.user(Texts.ofLength(400, seed + i)));
    }
    return messages;
  }

  /** Exports a batch of one project. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public CompletableResultCode oneProject() {
    return exporter.export(oneProject);
  }

  /** Exports a batch of four projects. */
  @Benchmark
  @OperationsPerInvocation(BATCH)
  public CompletableResultCode fourProjects() {
    return exporter.export(fourProjects);
  }
}
