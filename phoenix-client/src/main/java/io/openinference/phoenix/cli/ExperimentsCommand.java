// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.Experiments;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for experiments. */
@Command(name = "experiments", description = "Lists, shows, exports and deletes experiments.")
final class ExperimentsCommand {

  private ExperimentsCommand() {}

  @Command(name = "list", description = "Lists the experiments of a dataset, the newest first.")
  int list(@Mixin ServerOptions server, @Parameters(paramLabel = "DATASET") String dataset) {
    server.print(
        List.of(
            "name",
            "created_at",
            "example_count",
            "successful_run_count",
            "failed_run_count",
            "missing_run_count",
            "id"),
        server.client().experiments().list(dataset).stream().map(each -> each.json()));
    return 0;
  }

  @Command(name = "show", description = "Prints the runs of an experiment with their evaluations.")
  int show(@Mixin ServerOptions server, @Parameters(paramLabel = "EXPERIMENT_ID") String id) {
    server.print(
        List.of("example_id", "repetition_number", "input", "output", "error", "annotations"),
        server.client().experiments().exportJson(id).stream());
    return 0;
  }

  @Command(name = "export", description = "Prints an experiment as CSV.")
  int export(@Mixin ServerOptions server, @Parameters(paramLabel = "EXPERIMENT_ID") String id) {
    server.say(server.client().experiments().exportCsv(id).stripTrailing());
    return 0;
  }

  @Command(name = "delete", description = "Deletes experiments.")
  int delete(
      @Mixin ServerOptions server,
      @Option(names = "--project", description = "Deletes their spans as well.") boolean project,
      @Parameters(paramLabel = "EXPERIMENT_ID", arity = "1..*") List<String> ids) {
    Experiments experiments = server.client().experiments();
    ids.forEach(project ? experiments::deleteWithProject : experiments::delete);
    return 0;
  }
}
