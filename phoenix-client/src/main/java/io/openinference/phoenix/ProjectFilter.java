// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Selects the projects to list.
 *
 * @since 0.1.0
 */
public final class ProjectFilter {

  final @Nullable String nameContains;
  final boolean includesExperiments;

  private ProjectFilter(Builder builder) {
    nameContains = builder.nameContains;
    includesExperiments = builder.includesExperiments;
  }

  /** Returns a filter that selects all projects except those of experiments. */
  public static ProjectFilter all() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Builds a {@link ProjectFilter}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private @Nullable String nameContains;
    private boolean includesExperiments;

    private Builder() {}

    /** Selects projects whose names contain a text. */
    public Builder nameContains(String text) {
      nameContains = requireNonNull(text, "text");
      return this;
    }

    /** Includes the projects of experiments. */
    public Builder withExperiments() {
      includesExperiments = true;
      return this;
    }

    /** Returns the filter. */
    public ProjectFilter build() {
      return new ProjectFilter(this);
    }
  }
}
