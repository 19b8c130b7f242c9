// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a session.
 *
 * @since 0.1.0
 */
public final class SessionAttributes {

  /**
   * Feedback about a whole session; the span must carry {@link #SESSION_ID} too. Parts: {@link
   * AnnotationAttributes}, as in {@code session.annotations.0.annotation.name}.
   */
  public static final ObjectListKey SESSION_ANNOTATIONS = new ObjectListKey("session.annotations");

  /**
   * Feedback about a whole session; the span must carry {@link #SESSION_ID} too. Parts: {@link
   * EvaluationAttributes}, as in {@code session.evaluations.0.evaluation.name}.
   */
  public static final ObjectListKey SESSION_EVALUATIONS = new ObjectListKey("session.evaluations");

  /** Id of the session (conversation) that the span belongs to. */
  public static final AttributeKey<String> SESSION_ID = stringKey("session.id");

  private SessionAttributes() {}
}
