// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An experiment: runs of a task over the examples of one version of a dataset.
 *
 * @since 0.1.0
 */
public final class Experiment extends NamedValue {

  Experiment(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id of the dataset. */
  public String datasetId() {
    return text("dataset_id");
  }

  /** Returns the id of the version of the dataset. */
  public String datasetVersionId() {
    return text("dataset_version_id");
  }

  /** Returns how often each example is run. */
  public int repetitions() {
    return integer("repetitions");
  }

  /** Returns the metadata. */
  public Map<String, @Nullable Object> metadata() {
    return object("metadata");
  }

  /** Returns the project that the spans of the runs go to, or null. */
  public @Nullable String projectName() {
    return optionalText("project_name");
  }

  /** Returns the number of examples. */
  public int exampleCount() {
    return integer("example_count");
  }

  /** Returns the number of runs without an error. */
  public int successfulRunCount() {
    return integer("successful_run_count");
  }

  /** Returns the number of runs that ended with an error. */
  public int failedRunCount() {
    return integer("failed_run_count");
  }

  /** Returns the number of runs that are not there yet. */
  public int missingRunCount() {
    return integer("missing_run_count");
  }

  /** Returns the time of creation. */
  public Instant createdAt() {
    return time("created_at");
  }
}
