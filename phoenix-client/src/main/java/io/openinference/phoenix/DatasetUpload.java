// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an upload: the version, and the numbers of created, updated and deleted examples.
 *
 * @since 0.1.0
 */
public final class DatasetUpload extends ServerValue {

  DatasetUpload(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the id of the dataset. */
  public String datasetId() {
    return text("dataset_id");
  }

  /** Returns the id of the version that the upload made, or of the one that it left unchanged. */
  public String versionId() {
    return text("version_id");
  }

  /** Returns the number of new examples. */
  public int created() {
    return integer("num_created_examples");
  }

  /** Returns the number of changed examples. */
  public int updated() {
    return integer("num_updated_examples");
  }

  /** Returns the number of examples that the new version lacks. */
  public int deleted() {
    return integer("num_deleted_examples");
  }
}
