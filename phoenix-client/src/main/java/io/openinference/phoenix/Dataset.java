// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A dataset with the examples of one version. A dataset that was read from a file is on no server.
 *
 * @since 0.1.0
 */
public final class Dataset extends NamedValue implements Iterable<DatasetExample> {

  private final List<DatasetExample> examples;

  Dataset(Map<String, @Nullable Object> json, List<DatasetExample> examples) {
    super(json);
    this.examples = List.copyOf(examples);
  }

  /** Returns a dataset that is not on a server. */
  public static Dataset of(String name, List<DatasetExample> examples) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("name", requireNonNull(name, "name"));
    json.put("examples", examples.stream().map(DatasetExample::json).toList());
    return new Dataset(json, examples);
  }

  /** Returns a dataset of what the server told of it and of one version. */
  static Dataset of(Map<String, @Nullable Object> info, Map<String, @Nullable Object> version) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>(info);
    json.putAll(version);
    return new Dataset(
        json, Json.maps(version.get("examples")).stream().map(DatasetExample::new).toList());
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the id of the version that the examples are of. Empty if it is not on a server. */
  public String versionId() {
    return text("version_id");
  }

  /** Returns the splits that selected the examples. Empty if all examples were read. */
  public List<String> splits() {
    return Json.texts(json().get("filtered_splits"));
  }

  /** Returns the time of creation, or null for a dataset that is not on a server. */
  public @Nullable Instant createdAt() {
    return optionalTime("created_at");
  }

  /** Returns the time of the last change, or null for a dataset that is not on a server. */
  public @Nullable Instant updatedAt() {
    return optionalTime("updated_at");
  }

  /** Returns the examples. */
  public List<DatasetExample> examples() {
    return examples;
  }

  @Override
  public Iterator<DatasetExample> iterator() {
    return examples.iterator();
  }
}
