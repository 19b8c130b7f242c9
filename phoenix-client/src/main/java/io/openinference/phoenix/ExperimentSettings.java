// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Settings of a new experiment.
 *
 * @since 0.1.0
 */
public final class ExperimentSettings {

  private final Map<String, @Nullable Object> json;

  private ExperimentSettings(Map<String, @Nullable Object> json) {
    this.json = Json.immutableMap(json);
  }

  /** Returns the defaults: the newest version, all splits, one repetition, a name by the server. */
  public static ExperimentSettings defaults() {
    return builder().build();
  }

  /** Returns a builder. */
  public static Builder builder() {
    return new Builder();
  }

  Map<String, @Nullable Object> json() {
    return json;
  }

  /**
   * Builds {@link ExperimentSettings}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    private final List<String> splits = new ArrayList<>();

    private Builder() {}

    /** Sets the name. */
    public Builder name(String name) {
      json.put("name", requireNonNull(name, "name"));
      return this;
    }

    /** Sets the description. */
    public Builder description(String description) {
      json.put("description", requireNonNull(description, "description"));
      return this;
    }

    /** Sets the metadata. */
    public Builder metadata(Map<String, ?> metadata) {
      json.put("metadata", requireNonNull(metadata, "metadata"));
      return this;
    }

    /** Sets the version of the dataset. */
    public Builder versionId(String versionId) {
      json.put("version_id", requireNonNull(versionId, "versionId"));
      return this;
    }

    /** Adds a split, by name or id. Only examples of the added splits take part. */
    public Builder split(String split) {
      splits.add(requireNonNull(split, "split"));
      return this;
    }

    /** Sets how often each example is run. */
    public Builder repetitions(int repetitions) {
      if (repetitions < 1) {
        throw new IllegalArgumentException("repetitions must be positive");
      }
      json.put("repetitions", repetitions);
      return this;
    }

    /** Returns the settings. */
    public ExperimentSettings build() {
      if (!splits.isEmpty()) {
        json.put("splits", List.copyOf(splits));
      }
      return new ExperimentSettings(json);
    }
  }
}
