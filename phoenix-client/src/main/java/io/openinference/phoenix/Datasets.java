// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import io.openinference.phoenix.ApiRequest.Repeat;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The calls for datasets. A dataset is named by its name or its id.
 *
 * @since 0.1.0
 */
public final class Datasets {

  private static final int PAGE = 100;

  private final Transport transport;

  Datasets(Transport transport) {
    this.transport = transport;
  }

  /** Returns all datasets, the newest first. */
  public Paged<DatasetInfo> list() {
    return new Paged<>(
        transport,
        cursor -> ApiRequest.get("datasets").query("limit", PAGE).query("cursor", cursor),
        DatasetInfo::new);
  }

  /** Returns the dataset with this name, if there is one. */
  public Optional<DatasetInfo> find(String name) {
    return new Paged<>(
            transport,
            cursor ->
                ApiRequest.get("datasets")
                    .query("name", name)
                    .query("limit", PAGE)
                    .query("cursor", cursor),
            DatasetInfo::new)
        .stream()
            // An older or another server may not know the parameter, and would list all.
            .filter(each -> each.name().equals(name))
            .findFirst();
  }

  /** Returns a dataset with the examples of its newest version. */
  public Dataset get(String dataset) {
    return get(dataset, null, List.of());
  }

  /**
   * Returns a dataset.
   *
   * @param versionId the version, or null for the newest
   * @param splits names or ids of splits; only their examples come; empty for all
   */
  public Dataset get(String dataset, @Nullable String versionId, Collection<String> splits) {
    String id = id(dataset);
    Map<String, @Nullable Object> info =
        transport.data(transport.send(ApiRequest.get("datasets/{}", id)));
    ApiRequest examples =
        ApiRequest.get("datasets/{}/examples", id)
            .query("version_id", versionId)
            .queries("split", splits);
    return Dataset.of(info, transport.data(transport.send(examples)));
  }

  /**
   * Creates a dataset and returns it.
   *
   * @throws PhoenixException with status 409 if the name is taken
   */
  public Dataset create(String name, List<DatasetExample> examples) {
    return create(name, "", examples);
  }

  /**
   * Creates a dataset and returns it.
   *
   * @throws PhoenixException with status 409 if the name is taken
   */
  public Dataset create(String name, String description, List<DatasetExample> examples) {
    try {
      DatasetUpload upload = upload("create", name, description, examples);
      return get(upload.datasetId(), upload.versionId(), List.of());
    } catch (PhoenixException e) {
      if (e.status() == 409 && e.isUncertain()) {
        // An earlier try of this call took the name, and its answer was lost.
        return get(name);
      }
      throw e;
    }
  }

  /**
   * Adds examples to a dataset. An example that is there with the same content, or with the same id
   * and content, is left alone, so that a repeated call changes nothing. Phoenix before 15 adds
   * such an example again; there the call is not repeated after a lost answer.
   */
  public DatasetUpload append(String dataset, List<DatasetExample> examples) {
    return upload("append", name(dataset), "", examples);
  }

  /**
   * Makes a dataset hold exactly these examples. The call creates the dataset if there is none.
   * Otherwise it adds new examples, changes examples that have the same id, and leaves all others
   * out of the new version.
   */
  public DatasetUpload upsert(String name, List<DatasetExample> examples) {
    transport.require(ServerFeature.EXAMPLE_IDS);
    return upload("update", GlobalId.isOf("Dataset", name) ? name(name) : name, "", examples);
  }

  /** Returns the versions of a dataset, the newest first. */
  public Paged<DatasetVersion> versions(String dataset) {
    String id = id(dataset);
    return new Paged<>(
        transport,
        cursor ->
            ApiRequest.get("datasets/{}/versions", id).query("limit", PAGE).query("cursor", cursor),
        DatasetVersion::new);
  }

  /**
   * Makes an example of each span, from {@code input.value} and {@code output.value}, with a link
   * to the span. A value that is a JSON object becomes the whole input or output. Any other value
   * becomes the field {@code input} or {@code output}.
   */
  public static List<DatasetExample> examplesOf(Collection<PhoenixSpan> spans) {
    return spans.stream().map(SpanExamples::of).toList();
  }

  /**
   * Makes an example of each row of a table, as {@link #examplesOf(Collection)} does of a span. The
   * table needs the columns {@code input.value} and {@code output.value}, and may have {@code
   * input.mime_type}, {@code output.mime_type}, {@code span_kind} and {@code name}.
   *
   * @throws IllegalArgumentException if a column is missing, or if rows do not stand for spans
   */
  public static List<DatasetExample> examplesOf(SpanTable table) {
    for (String column : List.of("input.value", "output.value")) {
      if (!table.columns().contains(column)) {
        throw new IllegalArgumentException(
            "Select the column " + column + "; the table has " + table.columns());
      }
    }
    return table.rows().stream().map(SpanExamples::of).toList();
  }

  /** Returns the calls for the splits of a dataset. */
  public DatasetSplits splits(String dataset) {
    return new DatasetSplits(transport, id(dataset));
  }

  /** Returns the calls for labels. */
  public DatasetLabels labels() {
    return new DatasetLabels(transport);
  }

  /** Returns a version of a dataset as CSV. Null is the newest version. */
  public String exportCsv(String dataset, @Nullable String versionId) {
    return export("csv", "text/csv", dataset, versionId);
  }

  /** Returns a version of a dataset as JSON Lines. Null is the newest version. */
  public String exportJsonLines(String dataset, @Nullable String versionId) {
    return export("jsonl", "*/*", dataset, versionId);
  }

  /** Returns a version of a dataset as OpenAI's fine-tuning reads it. Null is the newest. */
  public String exportOpenAIFineTuning(String dataset, @Nullable String versionId) {
    return export("jsonl/openai_ft", "*/*", dataset, versionId);
  }

  /** Returns a version of a dataset as OpenAI's evals read it. Null is the newest. */
  public String exportOpenAIEvals(String dataset, @Nullable String versionId) {
    return export("jsonl/openai_evals", "*/*", dataset, versionId);
  }

  /** Deletes a dataset with its experiments. */
  public void delete(String dataset) {
    transport.send(ApiRequest.delete("datasets/{}", id(dataset)));
  }

  /** Returns the id of a dataset. */
  String id(String nameOrId) {
    if (GlobalId.isOf("Dataset", nameOrId)) {
      return nameOrId;
    }
    return find(nameOrId)
        .map(DatasetInfo::id)
        .orElseThrow(
            () ->
                new PhoenixException(
                    "GET " + transport.base() + "/v1/datasets",
                    404,
                    "",
                    "There is no dataset named " + nameOrId));
  }

  private String export(String format, String accept, String dataset, @Nullable String versionId) {
    ApiRequest request =
        ApiRequest.get("datasets/{}/" + format, id(dataset)).query("version_id", versionId);
    return transport.send(request.accept(accept)).text();
  }

  private String name(String nameOrId) {
    // An upload with the action "append" would create a dataset with this name.
    Map<String, @Nullable Object> info =
        transport.data(transport.send(ApiRequest.get("datasets/{}", id(nameOrId))));
    return String.valueOf(info.get("name"));
  }

  private DatasetUpload upload(
      String action, String name, String description, List<DatasetExample> examples) {
    if (examples.stream().anyMatch(each -> !each.id().isEmpty() || !each.splits().isEmpty())) {
      transport.require(ServerFeature.EXAMPLE_IDS);
    }
    ApiRequest request =
        ApiRequest.post("datasets/upload").query("sync", true).repeat(repeat(action));
    Map<String, @Nullable Object> body =
        Json.object(
            "action",
            action,
            "name",
            name,
            "description",
            description.isEmpty() ? null : description,
            "inputs",
            examples.stream().map(DatasetExample::input).toList(),
            "outputs",
            examples.stream().map(DatasetExample::output).toList(),
            "metadata",
            examples.stream().map(DatasetExample::metadata).toList());
    addColumns(body, examples);
    return new DatasetUpload(transport.data(transport.send(request, body)));
  }

  /** A second "create" is refused. Newer servers know examples by their ids or contents. */
  private Repeat repeat(String action) {
    return action.equals("create") || transport.version().has(ServerFeature.EXAMPLE_IDS)
        ? Repeat.HARMLESS
        : Repeat.DOUBLES;
  }

  private static void addColumns(
      Map<String, @Nullable Object> body, List<DatasetExample> examples) {
    List<@Nullable Object> splits = new ArrayList<>();
    List<@Nullable Object> spanIds = new ArrayList<>();
    List<@Nullable Object> ids = new ArrayList<>();
    for (DatasetExample example : examples) {
      splits.add(example.splits().isEmpty() ? null : example.splits());
      spanIds.add(example.spanId());
      // The server's own id is no id that a user gave.
      boolean hasOwnId = !example.id().isEmpty() && !example.id().equals(example.nodeId());
      ids.add(hasOwnId ? example.id() : null);
    }
    addUnlessEmpty(body, "splits", splits);
    addUnlessEmpty(body, "span_ids", spanIds);
    addUnlessEmpty(body, "example_ids", ids);
  }

  private static void addUnlessEmpty(
      Map<String, @Nullable Object> body, String name, List<@Nullable Object> values) {
    if (values.stream().anyMatch(value -> value != null)) {
      body.put(name, values);
    }
  }
}
