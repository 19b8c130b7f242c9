// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.Dataset;
import io.openinference.phoenix.DatasetExample;
import io.openinference.phoenix.DatasetFiles;
import io.openinference.phoenix.DatasetUpload;
import io.openinference.phoenix.Datasets;
import io.openinference.phoenix.PhoenixClient;
import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for datasets. */
@Command(name = "datasets", description = "Lists, shows, exports, imports and deletes datasets.")
final class DatasetsCommand {

  private DatasetsCommand() {}

  @Command(name = "list", description = "Lists all datasets.")
  int list(@Mixin ServerOptions server) {
    server.print(
        List.of("name", "example_count", "updated_at", "id"),
        server.client().datasets().list().stream().map(dataset -> dataset.json()));
    return 0;
  }

  @Command(name = "show", description = "Prints the examples of a dataset.")
  int show(
      @Mixin ServerOptions server,
      @Option(names = "--split", description = "Only examples of this split.")
          @Nullable List<String> splits,
      @Option(
              names = "--version",
              paramLabel = "ID",
              description = "This version, and not the newest.")
          @Nullable String version,
      @Parameters(paramLabel = "DATASET") String dataset) {
    Dataset found =
        server.client().datasets().get(dataset, version, splits == null ? List.of() : splits);
    server.print(
        List.of("id", "input", "output", "metadata"),
        found.examples().stream().map(DatasetExample::json));
    return 0;
  }

  @Command(name = "versions", description = "Lists the versions of a dataset, the newest first.")
  int versions(@Mixin ServerOptions server, @Parameters(paramLabel = "DATASET") String dataset) {
    server.print(
        List.of("version_id", "created_at", "description"),
        server.client().datasets().versions(dataset).stream().map(version -> version.json()));
    return 0;
  }

  @Command(name = "export", description = "Saves a dataset as JSON Lines.")
  int export(
      @Mixin ServerOptions server,
      @Parameters(paramLabel = "DATASET") String dataset,
      @Parameters(paramLabel = "FILE") Path file)
      throws IOException {
    Dataset found = server.client().datasets().get(dataset);
    DatasetFiles.writeJsonLines(found, file);
    server.say(found.examples().size() + " examples: " + file);
    return 0;
  }

  @Command(
      name = "import",
      description = "Adds the examples of a JSON Lines or CSV file to a dataset, new or existing.")
  int load(
      @Mixin ServerOptions server,
      @Option(names = "--input", split = ",", description = "Columns of a CSV file.")
          List<String> inputs,
      @Option(names = "--output", split = ",", description = "Columns of a CSV file.")
          @Nullable List<String> outputs,
      @Option(names = "--metadata", split = ",", description = "Columns of a CSV file.")
          @Nullable List<String> metadata,
      @Parameters(paramLabel = "FILE") Path file,
      @Parameters(paramLabel = "DATASET") String dataset)
      throws IOException {
    boolean isCsv = file.toString().toLowerCase(java.util.Locale.ROOT).endsWith(".csv");
    if (isCsv && inputs == null) {
      throw new IllegalArgumentException("A CSV file needs --input COLUMN.");
    }
    Dataset read =
        isCsv
            ? DatasetFiles.readCsv(file, inputs, orEmpty(outputs), orEmpty(metadata))
            : DatasetFiles.readJsonLines(file);
    print(server, server.client(), dataset, read.examples());
    return 0;
  }

  @Command(
      name = "from-spans",
      description = "Adds examples of spans to a dataset, new or existing.")
  int fromSpans(
      @Mixin ServerOptions server,
      @Mixin SpanSelection selection,
      @Parameters(paramLabel = "PROJECT") String project,
      @Parameters(paramLabel = "DATASET") String dataset) {
    PhoenixClient client = server.client();
    List<DatasetExample> examples = Datasets.examplesOf(selection.spans(client, project).toList());
    print(server, client, dataset, examples);
    return 0;
  }

  @Command(name = "delete", description = "Deletes a dataset with its experiments.")
  int delete(@Mixin ServerOptions server, @Parameters(paramLabel = "DATASET") String dataset) {
    server.client().datasets().delete(dataset);
    return 0;
  }

  private static void print(
      ServerOptions server, PhoenixClient client, String dataset, List<DatasetExample> examples) {
    Map<String, @Nullable Object> row = new LinkedHashMap<>();
    if (client.datasets().find(dataset).isPresent()) {
      DatasetUpload upload = client.datasets().append(dataset, examples);
      row.put("created", upload.created());
      row.put("version_id", upload.versionId());
    } else {
      Dataset created = client.datasets().create(dataset, examples);
      row.put("created", created.examples().size());
      row.put("version_id", created.versionId());
    }
    server.print(List.of("created", "version_id"), List.of(row).stream());
  }

  private static List<String> orEmpty(@Nullable List<String> list) {
    return list == null ? List.of() : list;
  }
}
