// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records what was judged about a span, trace or session after it ended.
 *
 * <p>Ended spans cannot be changed, so each call makes a new span of the kind EVALUATOR that
 * carries the judgement: linked to the span, or to a span of the trace, or carrying the session's
 * identifier. Follows the section "Post-Hoc Feedback" of the OpenInference specification.
 *
 * @since 0.1.0
 */
public final class AnnotationRecorder {

  private static final Logger logger = Logger.getLogger(AnnotationRecorder.class.getName());

  private final OpenInferenceTracer tracer;
  private final AnnotationScope scope;
  private final @Nullable SpanContext target;
  private final @Nullable String sessionId;

  private AnnotationRecorder(
      OpenInferenceTracer tracer,
      AnnotationScope scope,
      @Nullable SpanContext target,
      @Nullable String sessionId) {
    this.tracer = tracer;
    this.scope = scope;
    this.target = target;
    this.sessionId = sessionId;
  }

  static AnnotationRecorder linkedTo(
      OpenInferenceTracer tracer, AnnotationScope scope, SpanContext target) {
    return new AnnotationRecorder(tracer, scope, requireNonNull(target, "target"), null);
  }

  static AnnotationRecorder ofSession(OpenInferenceTracer tracer, String sessionId) {
    return new AnnotationRecorder(
        tracer, AnnotationScope.SESSION, null, requireNonNull(sessionId, "sessionId"));
  }

  /** Records judgements in the words of annotations. */
  public void annotations(List<Annotation> annotations) {
    record("Annotate", scope.annotations(), annotations);
  }

  /** Records judgements in the words of evaluations. */
  public void evaluations(List<Annotation> evaluations) {
    record("Evaluate", scope.evaluations(), evaluations);
  }

  private void record(String name, ListGroup<Annotation> group, List<Annotation> annotations) {
    OpenInferenceSpanBuilder<EvaluatorSpan> carrier = tracer.evaluator(name);
    if (target != null) {
      if (!target.isValid()) {
        logger.warning("Nothing was annotated: the target span was not traced.");
        return;
      }
      carrier.addLink(target);
    }
    EvaluatorSpan span = carrier.startSpan();
    span.sessionId(sessionId);
    span.setList(group, annotations);
    span.end();
  }
}
