// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.PhoenixException;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The program {@code java -jar openinference-phoenix-client.jar}. */
@Command(
    name = "openinference-phoenix-client",
    description = {
      "Reads and writes what Phoenix keeps.",
      "",
      "The server is PHOENIX_ENDPOINT, or http://localhost:6006. The API key is PHOENIX_API_KEY."
    },
    mixinStandardHelpOptions = true,
    versionProvider = ProgramVersion.class,
    subcommands = {
      SpansCommand.class,
      TracesCommand.class,
      DatasetsCommand.class,
      ExperimentsCommand.class,
      ProjectsCommand.class,
      PromptsCommand.class
    })
final class PhoenixCommand implements Runnable {

  @Spec private CommandSpec spec = CommandSpec.create();

  private PhoenixCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Name what to work with.");
  }

  /** Runs the program. Its status is 0 for success, 1 for a failure, and 2 for wrong arguments. */
  public static void main(String[] arguments) {
    PrintWriter out = new PrintWriter(System.out, true, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = run(arguments, out, err);
    out.flush();
    System.exit(status);
  }

  static int run(String[] arguments, PrintWriter out, PrintWriter err) {
    return new CommandLine(new PhoenixCommand())
        .setOut(out)
        .setErr(err)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> {
              // A stack trace helps only where the program itself is wrong.
              boolean isExpected =
                  failure instanceof PhoenixException
                      || failure instanceof java.io.IOException
                      || failure instanceof IllegalArgumentException
                      || failure instanceof UnsupportedOperationException;
              if (!isExpected) {
                throw failure;
              }
              command.getErr().println(failure.getMessage());
              return 1;
            })
        .execute(arguments);
  }
}
