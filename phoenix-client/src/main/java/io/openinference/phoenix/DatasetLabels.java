// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/**
 * The calls for labels of datasets. A dataset is named by its name or its id.
 *
 * @since 0.1.0
 */
public final class DatasetLabels {

  private static final int PAGE = 100;

  private final Transport transport;
  private final Datasets datasets;

  DatasetLabels(Transport transport) {
    this.transport = transport;
    this.datasets = new Datasets(transport);
  }

  /** Returns all labels of the server. */
  public Paged<DatasetLabel> list() {
    return new Paged<>(
        transport,
        cursor -> ApiRequest.get("dataset_labels").query("limit", PAGE).query("cursor", cursor),
        DatasetLabel::new);
  }

  /**
   * Creates a label.
   *
   * @param color such as {@code #4cf2ff}
   * @throws PhoenixException with status 409 if the name is taken
   */
  public DatasetLabel create(String name, String color, String description) {
    Object body =
        Json.object(
            "name", name,
            "color", color,
            "description", description.isEmpty() ? null : description);
    return new DatasetLabel(
        transport.data(transport.send(ApiRequest.post("dataset_labels"), body)));
  }

  /** Returns a label. */
  public DatasetLabel get(String labelId) {
    return new DatasetLabel(
        transport.data(transport.send(ApiRequest.get("dataset_labels/{}", labelId))));
  }

  /** Changes a label. */
  public DatasetLabel update(String labelId, String name, String color, String description) {
    ApiRequest request = ApiRequest.patch("dataset_labels/{}", labelId).repeat(Repeat.HARMLESS);
    Object body = Json.object("name", name, "color", color, "description", description);
    return new DatasetLabel(transport.data(transport.send(request, body)));
  }

  /** Deletes a label, and takes it off all datasets. */
  public void delete(String labelId) {
    transport.send(ApiRequest.delete("dataset_labels/{}", labelId));
  }

  /** Returns the labels of a dataset. */
  public List<DatasetLabel> of(String dataset) {
    return labels(ApiRequest.get("datasets/{}/labels", datasets.id(dataset)));
  }

  /** Replaces the labels of a dataset, and returns the new ones. */
  public List<DatasetLabel> set(String dataset, Collection<String> labelIds) {
    ApiRequest request =
        ApiRequest.put("datasets/{}/labels", datasets.id(dataset))
            .body(
                "application/json",
                transport.json().write(Map.of("dataset_label_ids", List.copyOf(labelIds))));
    return labels(request);
  }

  /** Puts a label on a dataset. */
  public void add(String dataset, String labelId) {
    transport.send(ApiRequest.put("datasets/{}/labels/{}", datasets.id(dataset), labelId));
  }

  /** Takes a label off a dataset. */
  public void remove(String dataset, String labelId) {
    transport.send(ApiRequest.delete("datasets/{}/labels/{}", datasets.id(dataset), labelId));
  }

  private List<DatasetLabel> labels(ApiRequest request) {
    return transport.list(transport.send(request)).stream().map(DatasetLabel::new).toList();
  }
}
