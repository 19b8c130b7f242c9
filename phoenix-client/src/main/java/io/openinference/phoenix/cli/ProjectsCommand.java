// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** The commands for projects. */
@Command(name = "projects", description = "Lists and deletes projects.")
final class ProjectsCommand {

  private ProjectsCommand() {}

  @Command(name = "list", description = "Lists all projects.")
  int list(@Mixin ServerOptions server) {
    server.print(
        List.of("name", "description", "id"),
        server.client().projects().list().stream().map(each -> each.json()));
    return 0;
  }

  @Command(name = "delete", description = "Deletes a project with all its traces.")
  int delete(@Mixin ServerOptions server, @Parameters(paramLabel = "PROJECT") String project) {
    server.client().projects().delete(project);
    return 0;
  }
}
