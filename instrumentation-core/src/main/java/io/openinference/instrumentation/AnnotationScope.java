// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * The kind of target that a judgement is about.
 *
 * @since 0.1.0
 */
public enum AnnotationScope {
  /** A single span. */
  SPAN,
  /** A whole trace. */
  TRACE,
  /** A session. The span carries its {@code session.id}. */
  SESSION;

  ListGroup<Annotation> annotations() {
    return switch (this) {
      case SPAN -> ListGroup.ANNOTATIONS;
      case TRACE -> ListGroup.TRACE_ANNOTATIONS;
      case SESSION -> ListGroup.SESSION_ANNOTATIONS;
    };
  }

  ListGroup<Annotation> evaluations() {
    return switch (this) {
      case SPAN -> ListGroup.EVALUATIONS;
      case TRACE -> ListGroup.TRACE_EVALUATIONS;
      case SESSION -> ListGroup.SESSION_EVALUATIONS;
    };
  }
}
