// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.AnnotatorKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An annotation of a span, trace, session or document: what somebody or something says about it.
 *
 * <pre>{@code
 * PhoenixAnnotation.ofSpan(spanId, "quality", AnnotatorKind.LLM).label("good").score(0.9).build()
 * }</pre>
 *
 * @since 0.1.0
 */
public final class PhoenixAnnotation extends Assessment {

  PhoenixAnnotation(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns a builder for an annotation of a span. */
  public static Builder ofSpan(String spanId, String name, AnnotatorKind kind) {
    return new Builder(AnnotationTarget.SPAN, spanId, name, kind);
  }

  /** Returns a builder for an annotation of a trace. */
  public static Builder ofTrace(String traceId, String name, AnnotatorKind kind) {
    return new Builder(AnnotationTarget.TRACE, traceId, name, kind);
  }

  /** Returns a builder for an annotation of a session. */
  public static Builder ofSession(String sessionId, String name, AnnotatorKind kind) {
    return new Builder(AnnotationTarget.SESSION, sessionId, name, kind);
  }

  /**
   * Returns a builder for an annotation of a document.
   *
   * @param position the place of the document in {@code retrieval.documents}, from 0
   */
  public static Builder ofDocument(String spanId, int position, String name, AnnotatorKind kind) {
    Builder builder = new Builder(AnnotationTarget.DOCUMENT, spanId, name, kind);
    builder.json.put("document_position", position);
    return builder;
  }

  /** Returns what the annotation is about. */
  public AnnotationTarget target() {
    return AnnotationTarget.of(json());
  }

  /** Returns the id of the span, trace or session. For a document, the id of its span. */
  public String targetId() {
    return text(target().idField());
  }

  /** Returns what a server takes as a new annotation, of another target. */
  PhoenixAnnotation withTargetId(String id) {
    Map<String, @Nullable Object> copy = new LinkedHashMap<>(json());
    List.of("id", "created_at", "updated_at", "source", "user_id").forEach(copy::remove);
    copy.put(target().idField(), id);
    return new PhoenixAnnotation(copy);
  }

  /** Returns the place of the document from 0, or -1 if this is about something else. */
  public int documentPosition() {
    return target() == AnnotationTarget.DOCUMENT ? integer("document_position") : -1;
  }

  /** Returns the id in Phoenix. Empty for an annotation that is not on a server. */
  public String id() {
    return text("id");
  }

  /** Returns the text that tells annotations of one name and target apart. Empty by default. */
  public String identifier() {
    return text("identifier");
  }

  /** Returns the time of creation, or null if it is not on a server. */
  public @Nullable Instant createdAt() {
    return optionalTime("created_at");
  }

  /**
   * Builds a {@link PhoenixAnnotation}.
   *
   * @since 0.1.0
   */
  public static final class Builder extends Assessment.Builder<Builder> {

    private Builder(AnnotationTarget target, String id, String name, AnnotatorKind kind) {
      if (requireNonNull(name, "name").isBlank() || name.equals("note")) {
        throw new IllegalArgumentException("An annotation needs a name other than \"note\"");
      }
      json.put(target.idField(), requireNonNull(id, "id"));
      json.put("name", name);
      json.put("annotator_kind", kind.name());
    }

    /**
     * Sets a text that tells this annotation apart from others with the same name and target.
     * Without it, a second annotation replaces the first.
     */
    public Builder identifier(String identifier) {
      json.put("identifier", requireNonNull(identifier, "identifier"));
      return this;
    }

    @Override
    Builder self() {
      return this;
    }

    /** Returns the annotation. It has a label, a score or an explanation. */
    public PhoenixAnnotation build() {
      if (result.values().stream().allMatch(value -> value == null)) {
        throw new IllegalStateException("An annotation needs a label, a score or an explanation");
      }
      json.put(RESULT, result);
      return new PhoenixAnnotation(json);
    }
  }
}
