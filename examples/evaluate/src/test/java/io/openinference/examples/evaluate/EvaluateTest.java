// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EvaluateTest {

  @Test
  void printsTheComparison() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();

    Evaluate.run(Map.of(), new PrintStream(printed, true, UTF_8));

    try (InputStream expected = EvaluateTest.class.getResourceAsStream("expected.txt")) {
      assertThat(printed.toString(UTF_8)).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }
}
