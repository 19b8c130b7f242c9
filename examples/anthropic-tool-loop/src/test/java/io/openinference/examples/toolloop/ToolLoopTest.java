// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.toolloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program prints the tree of the loop, with tokens as the server billed them. */
class ToolLoopTest {

  @Test
  void printsItsTrace() {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    ToolLoop.run(Map.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));

    assertThat(printed.toString(StandardCharsets.UTF_8))
        .contains("AGENT beta.messages.tool_runner")
        .contains("LLM beta.messages.stream")
        .contains("TOOL track_parcel")
        .contains("540 + 34 = 574 tokens")
        .contains("612 + 11 = 623 tokens")
        .contains("Parcel P-1042 is in Oslo.")
        .contains("Your parcel is in Oslo.");
  }
}
