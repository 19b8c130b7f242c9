// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.instrumentation.Annotation;
import io.openinference.instrumentation.AnnotationScope;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.EvaluatorSpan;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.evaluation.EvaluationContext;
import io.openinference.phoenix.evaluation.EvaluationResult;
import io.openinference.phoenix.evaluation.OutputEvaluator;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes the spans of an experiment, each in a trace of its own in the experiment's project. */
final class ExperimentSpans implements AutoCloseable {

  private final @Nullable OpenInferenceSdk sdk;
  private final boolean closesSdk;
  private final OpenInferenceTracer tracer;
  private final @Nullable String project;

  private ExperimentSpans(
      @Nullable OpenInferenceSdk sdk, boolean closesSdk, @Nullable String project) {
    this.sdk = sdk;
    this.closesSdk = closesSdk;
    this.tracer =
        OpenInferenceTracer.create(sdk == null ? OpenTelemetry.noop() : sdk.openTelemetry());
    this.project = project;
  }

  /**
   * Returns the spans of an experiment.
   *
   * @param client where spans go, or null for an experiment that is on no server
   * @param project the project of the spans, or null for the one of the SDK
   */
  static ExperimentSpans of(
      ExperimentOptions options, @Nullable PhoenixClient client, @Nullable String project) {
    OpenInferenceSdk given = options.sdk();
    if (options.isTraced() && given != null) {
      return new ExperimentSpans(given, false, project);
    }
    if (options.isTraced() && client != null) {
      return new ExperimentSpans(client.tracing().build(), true, project);
    }
    return new ExperimentSpans(null, false, null);
  }

  ChainSpan startTask(String name, DatasetExample example) {
    ChainSpan span = inProject(() -> tracer.chain("Task: " + name).setNoParent().startSpan());
    return span.inputJson(example.input());
  }

  EvaluatorSpan startEvaluation(OutputEvaluator evaluator, EvaluationContext context) {
    EvaluatorSpan span =
        inProject(
            () -> tracer.evaluator("Evaluation: " + evaluator.name()).setNoParent().startSpan());
    if (span.isRecording()) {
      Map<String, @Nullable Object> input = new LinkedHashMap<>();
      input.put("input", context.input());
      input.put("output", context.output());
      input.put("expected", context.expected());
      input.put("example", context.exampleId());
      span.inputJson(input);
    }
    return span;
  }

  void writeOutput(OpenInferenceSpan<?> span, @Nullable Object output) {
    if (output instanceof CharSequence text) {
      span.output(text.toString());
    } else {
      span.outputJson(output);
    }
  }

  void writeResult(EvaluatorSpan span, OutputEvaluator evaluator, EvaluationResult result) {
    Map<String, @Nullable Object> output = new LinkedHashMap<>();
    output.put("score", result.score());
    output.put("label", result.label());
    output.put("explanation", result.explanation());
    span.outputJson(output);
    span.evaluations(
        AnnotationScope.SPAN,
        List.of(
            Annotation.builder(evaluator.name())
                .score(result.score())
                .label(result.label())
                .explanation(result.explanation())
                .annotatorKind(evaluator.kind())
                .build()));
  }

  /** Runs code with a span as the current one, and all spans inside in the experiment's project. */
  <T> T inside(OpenInferenceSpan<?> span, TaskTokens tokens, Callable<T> code) throws Exception {
    Context context = tokens.storeIn(span.storeInContext(Context.current()));
    if (project == null) {
      try (Scope ignored = context.makeCurrent()) {
        return code.call();
      }
    }
    try (Scope ofSpan = context.makeCurrent();
        Scope ofProject = OpenInference.usingProject(project)) {
      return code.call();
    }
  }

  /** Returns the trace of a span, or null if there is none. */
  static @Nullable String traceId(OpenInferenceSpan<?> span) {
    SpanContext context = span.spanContext();
    return context.isValid() && context.isSampled() ? context.getTraceId() : null;
  }

  private <S> S inProject(Supplier<S> start) {
    if (project == null) {
      return start.get();
    }
    try (Scope ignored = OpenInference.usingProject(project)) {
      return start.get();
    }
  }

  /** Sends what is there. */
  @Override
  public void close() {
    if (sdk == null) {
      return;
    }
    if (closesSdk) {
      sdk.close();
    } else {
      boolean unused = sdk.flush();
    }
  }
}
