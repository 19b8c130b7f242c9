// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.cli;

import io.openinference.phoenix.PhoenixClient;
import io.openinference.phoenix.PromptVersion;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The commands for prompts. */
@Command(name = "prompts", description = "Lists and shows prompts.")
final class PromptsCommand {

  private PromptsCommand() {}

  @Command(name = "list", description = "Lists all prompts.")
  int list(@Mixin ServerOptions server) {
    server.print(
        List.of("name", "description", "id"),
        server.client().prompts().list().stream().map(each -> each.json()));
    return 0;
  }

  @Command(name = "show", description = "Prints the messages of the newest version of a prompt.")
  int show(
      @Mixin ServerOptions server,
      @Option(names = "--tag", description = "The version with this tag.") @Nullable String tag,
      @Parameters(paramLabel = "PROMPT") String prompt) {
    PhoenixClient client = server.client();
    PromptVersion version =
        tag == null ? client.prompts().latest(prompt) : client.prompts().tagged(prompt, tag);
    server.print(List.of("role", "content"), version.messages().stream().map(each -> each.json()));
    return 0;
  }
}
