// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.semconv.SessionAttributes;
import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.otlp.OtlpValues;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the annotations and evaluations that a span carries.
 *
 * <p>A span with exactly one link carries them for the linked span or trace. Any other span carries
 * them for itself.
 */
final class CarriedAnnotations {

  private static final List<String> FORMS = List.of("annotations.", "evaluations.");

  static List<Annotation> of(OtlpSpan span, long now) {
    Map<String, Map<String, Object>> found = new TreeMap<>();
    for (Map.Entry<String, @Nullable Object> attribute : span.attributes().entrySet()) {
      Object value = attribute.getValue();
      if (value != null) {
        collect(attribute.getKey(), value, found);
      }
    }
    if (found.isEmpty()) {
      return List.of();
    }
    OtlpSpan.Link link = span.links().size() == 1 ? span.links().get(0) : null;
    String traceId = link == null ? span.traceId() : link.traceId();
    String spanId = link == null ? span.spanId() : link.spanId();
    Object session = span.attributes().get(SessionAttributes.SESSION_ID.getKey());
    List<Annotation> annotations = new ArrayList<>();
    found.forEach(
        (place, fields) -> {
          if (!(fields.get("name") instanceof String name)) {
            return;
          }
          if (place.startsWith("trace.")) {
            annotations.add(annotation("trace", traceId, name, fields, now));
          } else if (place.startsWith("session.")) {
            if (session != null) {
              annotations.add(annotation("session", OtlpValues.text(session), name, fields, now));
            }
          } else {
            annotations.add(annotation("span", spanId, name, fields, now));
          }
        });
    return annotations;
  }

  /** Sorts {@code trace.evaluations.0.evaluation.score} into place and field. */
  private static void collect(String key, Object value, Map<String, Map<String, Object>> found) {
    String scope =
        key.startsWith("trace.") ? "trace." : key.startsWith("session.") ? "session." : "";
    for (String form : FORMS) {
      if (key.startsWith(form, scope.length())) {
        int index = scope.length() + form.length();
        int dot = key.indexOf('.', index);
        int field = dot < 0 ? -1 : key.indexOf('.', dot + 1);
        if (field > 0) {
          found
              .computeIfAbsent(key.substring(0, dot), place -> new TreeMap<>())
              .put(key.substring(field + 1), value);
        }
      }
    }
  }

  private static Annotation annotation(
      String target, String targetId, String name, Map<String, Object> fields, long now) {
    String kind = text(fields, "annotator_kind");
    String identifier = text(fields, "identifier");
    return new Annotation(
        0,
        target,
        targetId,
        -1,
        name,
        identifier == null ? "" : identifier,
        kind == null ? "CODE" : kind,
        text(fields, "label"),
        fields.get("score") instanceof Number score ? score.doubleValue() : null,
        text(fields, "explanation"),
        text(fields, "metadata"),
        "span",
        now,
        now);
  }

  private static @Nullable String text(Map<String, Object> fields, String name) {
    Object value = fields.get(name);
    return value == null ? null : OtlpValues.text(value);
  }

  private CarriedAnnotations() {}
}
