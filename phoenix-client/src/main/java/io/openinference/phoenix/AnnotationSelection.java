// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.semconv.AnnotatorKind;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Selects the annotations of a project to delete. An annotation must meet all conditions.
 *
 * @since 0.1.0
 */
public final class AnnotationSelection {

  final Map<String, String> parameters;

  private AnnotationSelection(Map<String, String> parameters) {
    this.parameters = Map.copyOf(parameters);
  }

  /** Returns the selection of all annotations of the project. */
  public static AnnotationSelection all() {
    return new AnnotationSelection(Map.of("delete_all", "true"));
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds an {@link AnnotationSelection}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, String> parameters = new LinkedHashMap<>();

    private Builder() {}

    /** Selects annotations with this name. */
    public Builder name(String name) {
      parameters.put("name", name);
      return this;
    }

    /** Selects annotations with this identifier. */
    public Builder identifier(String identifier) {
      parameters.put("identifier", identifier);
      return this;
    }

    /** Selects annotations of this kind of annotator. */
    public Builder kind(AnnotatorKind kind) {
      parameters.put("annotator_kind", kind.name());
      return this;
    }

    /** Selects annotations that were created at this time or later. */
    public Builder from(Instant time) {
      parameters.put("start_time", time.toString());
      return this;
    }

    /** Selects annotations that were created before this time. */
    public Builder until(Instant time) {
      parameters.put("end_time", time.toString());
      return this;
    }

    /** Returns the selection. */
    public AnnotationSelection build() {
      if (parameters.isEmpty()) {
        throw new IllegalStateException("Name a condition, or use AnnotationSelection.all()");
      }
      Map<String, String> all = new LinkedHashMap<>(parameters);
      if (!(parameters.containsKey("start_time") && parameters.containsKey("end_time"))) {
        // Phoenix wants to know that the time has no bound on purpose. Other conditions still hold.
        all.put("delete_all", "true");
      }
      return new AnnotationSelection(all);
    }
  }
}
