// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.SessionAttributes;
import io.opentelemetry.api.trace.SpanContext;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Records judgements about a span, a trace or a session that has ended.
 *
 * <p>An ended span cannot change. Each call therefore makes a new span of the kind EVALUATOR that
 * carries the judgement. The new span links to the judged span or to a span of the judged trace, or
 * it carries the session's identifier. Follows the section "Post-Hoc Feedback" of the OpenInference
 * specification.
 *
 * @since 0.1.0
 */
public final class AnnotationRecorder {

  private static final Logger LOGGER = Logger.getLogger(AnnotationRecorder.class.getName());
  private static final AtomicBoolean warned = new AtomicBoolean();

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
      OpenInferenceTracer tracer, AnnotationScope scope, @Nullable SpanContext target) {
    return new AnnotationRecorder(tracer, scope, target, null);
  }

  static AnnotationRecorder ofSession(OpenInferenceTracer tracer, @Nullable String sessionId) {
    return new AnnotationRecorder(tracer, AnnotationScope.SESSION, null, sessionId);
  }

  /** Records judgements as annotations, on a span named {@code Annotate}. */
  public void annotations(@Nullable Collection<Annotation> annotations) {
    record("Annotate", scope.annotations(), annotations);
  }

  /** Records judgements as evaluations, on a span named {@code Evaluate}. */
  public void evaluations(@Nullable Collection<Annotation> evaluations) {
    record("Evaluate", scope.evaluations(), evaluations);
  }

  private void record(
      String name, ListGroup<Annotation> group, @Nullable Collection<Annotation> annotations) {
    List<Annotation> complete = Annotation.complete(annotations);
    if (complete.isEmpty() || !hasTarget()) {
      return;
    }
    OpenInferenceSpanBuilder<EvaluatorSpan> carrier = tracer.evaluator(name);
    if (target != null) {
      carrier.addLink(target);
    }
    EvaluatorSpan span = carrier.setAttribute(SessionAttributes.SESSION_ID, sessionId).startSpan();
    span.setList(group, complete);
    span.end();
  }

  private boolean hasTarget() {
    if (sessionId != null || (target != null && target.isValid())) {
      return true;
    }
    if (warned.compareAndSet(false, true)) {
      LOGGER.warning(
          "OpenInference did not record an annotation: its session is blank or its span was not"
              + " traced. This is logged once.");
    }
    return false;
  }
}
