// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.Collection;
import java.util.List;

/**
 * The calls for the splits of a dataset.
 *
 * @since 0.1.0
 */
public final class DatasetSplits {

  private static final int PAGE = 100;

  private final Transport transport;
  private final String datasetId;

  DatasetSplits(Transport transport, String datasetId) {
    this.transport = transport;
    this.datasetId = datasetId;
  }

  /** Returns the splits with an example in the dataset. */
  public Paged<DatasetSplit> list() {
    transport.require(ServerFeature.LIST_SPLITS);
    return new Paged<>(
        transport,
        cursor ->
            ApiRequest.get("datasets/{}/splits", datasetId)
                .query("limit", PAGE)
                .query("cursor", cursor),
        DatasetSplit::new);
  }

  /**
   * Creates a split.
   *
   * @param exampleIds ids of examples, the user's or the server's
   * @throws PhoenixException with status 409 if the name is taken
   */
  public DatasetSplit create(String name, Collection<String> exampleIds) {
    ApiRequest request = ApiRequest.post("datasets/{}/splits", datasetId);
    Object body = Json.object("name", name, "example_ids", List.copyOf(exampleIds));
    return new DatasetSplit(transport.data(transport.send(request, body)));
  }

  /** Adds examples to a split and removes others. */
  public DatasetSplit change(
      String splitId, Collection<String> addedExampleIds, Collection<String> removedExampleIds) {
    ApiRequest request =
        ApiRequest.patch("datasets/{}/splits/{}", datasetId, splitId).repeat(Repeat.HARMLESS);
    Object body =
        Json.object(
            "add_example_ids", List.copyOf(addedExampleIds),
            "remove_example_ids", List.copyOf(removedExampleIds));
    return new DatasetSplit(transport.data(transport.send(request, body)));
  }

  /** Changes name and description. */
  public DatasetSplit rename(String splitId, String name, String description) {
    ApiRequest request =
        ApiRequest.patch("datasets/{}/splits/{}", datasetId, splitId).repeat(Repeat.HARMLESS);
    return new DatasetSplit(
        transport.data(
            transport.send(request, Json.object("name", name, "description", description))));
  }

  /** Deletes a split. Its examples stay. */
  public void delete(String splitId) {
    transport.send(ApiRequest.delete("datasets/{}/splits/{}", datasetId, splitId));
  }
}
