// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.collector;

import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.sdk.Backend;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * One application of a team. It answers questions, most of them in the project of the team and each
 * fifth in a second project.
 *
 * <p>Usage: {@code Worker NAME TRACES [FILE]}. The file gets the project and the id of each span.
 *
 * @since 0.1.0
 */
public final class Worker {

  static final String PROJECT = "shop";
  static final String SECOND_PROJECT = "shop-nightly";

  private static final int SECOND_PROJECT_EVERY = 5;
  private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

  private final String name;
  private final OpenInferenceTracer tracer;
  private final PrintWriter ids;

  private Worker(String name, OpenInferenceTracer tracer, PrintWriter ids) {
    this.name = name;
    this.tracer = tracer;
    this.ids = ids;
  }

  /** Runs the program. */
  public static void main(String[] arguments) throws IOException {
    String name = arguments.length > 0 ? arguments[0] : "worker";
    int traces = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 10;
    try (Writer ids =
        arguments.length > 2
            ? Files.newBufferedWriter(Path.of(arguments[2]))
            : Writer.nullWriter()) {
      run(name, traces, ids, System.out);
    }
  }

  static void run(String name, int traces, Writer ids, PrintStream out) {
    // The address comes from OTEL_EXPORTER_OTLP_TRACES_ENDPOINT; the default is port 4318 of this
    // machine.
    OpenInferenceSdk sdk =
        OpenInferenceSdk.builder()
            .backend(Backend.COLLECTOR)
            .projectName(PROJECT)
            .serviceName(name)
            .build();
    try (sdk) {
      Worker worker =
          new Worker(name, OpenInferenceTracer.create(sdk.openTelemetry()), new PrintWriter(ids));
      for (int i = 0; i < traces; i++) {
        worker.answer(i);
        LockSupport.parkNanos(PAUSE_NANOS);
      }
    }
    out.println(name + " ended " + traces * 3 + " spans and lost " + sdk.lostSpans());
  }

  private void answer(int number) {
    String project = (number + 1) % SECOND_PROJECT_EVERY == 0 ? SECOND_PROJECT : PROJECT;
    try (Scope scope = OpenInference.usingProject(project);
        Scope session = OpenInference.usingSession(name + "-" + number / 10)) {
      tracer
          .agent("answer")
          .run(
              agent -> {
                agent.input("Question " + number);
                tracer.retriever("search").run(span -> record(project));
                tracer
                    .llm("chat")
                    .run(
                        span -> {
                          span.modelName("gpt-4o-mini").output("Answer " + number);
                          record(project);
                        });
                record(project);
              });
    }
    ids.flush();
  }

  private void record(String project) {
    ids.println(project + " " + Span.current().getSpanContext().getSpanId());
  }
}
