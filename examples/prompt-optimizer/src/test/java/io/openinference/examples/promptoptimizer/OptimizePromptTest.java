// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.promptoptimizer;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OptimizePromptTest {

  @Test
  void printsTheCandidatesAndTheirTraces() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    OptimizePrompt.run(Map.of(), new PrintStream(printed, true, UTF_8));

    String text = printed.toString(UTF_8).replaceAll("[0-9]+\\.[0-9] ms", "# ms");
    try (InputStream expected = OptimizePromptTest.class.getResourceAsStream("expected.txt")) {
      assertThat(text).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }
}
