// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example of a dataset: an input, the output that is expected, and metadata.
 *
 * @since 0.1.0
 */
public final class DatasetExample extends ServerValue {

  DatasetExample(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns an example that is not on a server yet. */
  public static DatasetExample of(Map<String, ?> input, Map<String, ?> output) {
    return builder(input).output(output).build();
  }

  /** Returns a builder for an example that is not on a server yet. */
  public static Builder builder(Map<String, ?> input) {
    return new Builder(input);
  }

  /**
   * Returns the id that the user gave, or else that of the server. Empty for an example that is not
   * on a server and has no id.
   */
  public String id() {
    return text("id");
  }

  /** Returns the id that the server gave. Empty for an example that is not on a server. */
  public String nodeId() {
    return text("node_id");
  }

  /** Returns the input. */
  public Map<String, @Nullable Object> input() {
    return object("input");
  }

  /** Returns the expected output. */
  public Map<String, @Nullable Object> output() {
    return object("output");
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the splits to put this example into. The server does not tell them when it is read. */
  public List<String> splits() {
    return Json.texts(json().get("splits"));
  }

  /** Returns the id of the span that the example was made from, or null. */
  public @Nullable String spanId() {
    Object id = object("source").get("span_id");
    return id == null ? null : id.toString();
  }

  /** Returns the time of the last change, or null for an example that is not on a server. */
  public @Nullable Instant updatedAt() {
    return optionalTime("updated_at");
  }

  /** Returns a builder with the content of this example. */
  public Builder toBuilder() {
    Builder builder = new Builder(input());
    builder.json.putAll(json());
    builder.splits.addAll(splits());
    return builder;
  }

  /**
   * Builds a {@link DatasetExample}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    private final List<String> splits = new ArrayList<>();

    private Builder(Map<String, ?> input) {
      json.put("input", requireNonNull(input, "input"));
      json.put("output", Map.of());
      json.put("metadata", Map.of());
    }

    /** Sets the expected output. */
    public Builder output(Map<String, ?> output) {
      json.put("output", requireNonNull(output, "output"));
      return this;
    }

    /** Sets the metadata. */
    public Builder metadata(Map<String, ?> metadata) {
      json.put("metadata", requireNonNull(metadata, "metadata"));
      return this;
    }

    /** Sets an id, by which later uploads change this example. */
    public Builder id(String id) {
      json.put("id", requireNonNull(id, "id"));
      return this;
    }

    /** Adds a split, such as {@code train}. */
    public Builder split(String split) {
      splits.add(requireNonNull(split, "split"));
      return this;
    }

    /** Links the example to the span that it was made from. */
    public Builder spanId(String spanId) {
      json.put("source", Map.of("span_id", requireNonNull(spanId, "spanId")));
      return this;
    }

    /** Returns the example. */
    public DatasetExample build() {
      if (!splits.isEmpty()) {
        json.put("splits", List.copyOf(splits));
      }
      return new DatasetExample(json);
    }
  }
}
