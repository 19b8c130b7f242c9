// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.geminiloop;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The program prints the tree of the loop, with tokens as the server billed them. */
class GeminiToolLoopTest {

  @Test
  void printsItsTrace() throws IOException {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    GeminiToolLoop.run(Map.of(), new PrintStream(printed, true, StandardCharsets.UTF_8));

    try (InputStream expected = GeminiToolLoopTest.class.getResourceAsStream("expected.txt")) {
      assertThat(comparable(printed.toByteArray())).isEqualTo(comparable(expected.readAllBytes()));
    }
  }

  private static String comparable(byte[] text) {
    return new String(text, StandardCharsets.UTF_8).replaceAll("[0-9]+\\.[0-9] ms", "# ms");
  }
}
