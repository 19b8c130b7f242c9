// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import org.jspecify.annotations.Nullable;

/**
 * A note, label or score on a span, trace, session or document.
 *
 * @param id 0 for one that is not stored yet
 * @param target {@code span}, {@code trace}, {@code session} or {@code document}
 * @param targetId the hexadecimal id of the span or trace, or the id of the session
 * @param position the index of the document, else -1
 * @param source {@code page}, {@code api} or {@code span}
 * @since 0.1.0
 */
public record Annotation(
    long id,
    String target,
    String targetId,
    int position,
    String name,
    String identifier,
    String annotatorKind,
    @Nullable String label,
    @Nullable Double score,
    @Nullable String explanation,
    @Nullable String metadata,
    String source,
    long createdMillis,
    long updatedMillis) {

  /** Makes an annotation. NaN and the infinities are no score, as no mean could hold them. */
  public Annotation {
    score = score == null || Double.isFinite(score) ? score : null;
  }
}
