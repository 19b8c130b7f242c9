// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

/**
 * Attributes of feedback about a whole trace.
 *
 * @since 0.1.0
 */
public final class TraceAttributes {

  /**
   * Feedback about a whole trace. Parts: {@link AnnotationAttributes}, as in {@code
   * trace.annotations.0.annotation.name}.
   */
  public static final ObjectListKey TRACE_ANNOTATIONS = new ObjectListKey("trace.annotations");

  /**
   * Feedback about a whole trace. Parts: {@link EvaluationAttributes}, as in {@code
   * trace.evaluations.0.evaluation.name}.
   */
  public static final ObjectListKey TRACE_EVALUATIONS = new ObjectListKey("trace.evaluations");

  private TraceAttributes() {}
}
