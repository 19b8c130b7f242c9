// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/** A stream with more text than the heap can hold reaches the application as without tracing. */
class EndlessStreamTest {

  private static final String MAX_HEAP = "-Xmx40m";
  private static final long MIN_HEAD = 1_000_000;

  @Test
  @DisabledIfSystemProperty(named = "openai-java.door", matches = ".+", disabledReason = "As wrap.")
  void isReadToItsEndAndRecordedInPart() throws Exception {
    Map<EndlessStreams.Kind, Map<String, String>> printed = run();

    assertThat(printed).containsOnlyKeys(EndlessStreams.Kind.values());
    assertThat(printed).allSatisfy(EndlessStreamTest::isRecordedInPart);
  }

  private static void isRecordedInPart(EndlessStreams.Kind kind, Map<String, String> printed) {
    assertThat(printed).containsEntry("read", EndlessStreams.LENGTH + "");
    long omitted = Long.parseLong(printed.get("openinference.output.omitted_size"));
    long head = Long.parseLong(printed.get("head output.value"));
    assertThat(head).isGreaterThan(MIN_HEAD);
    // Fields count as well.
    assertThat(head + omitted)
        .isBetween(EndlessStreams.LENGTH - 1000, EndlessStreams.LENGTH + 1000);
    assertThat(printed)
        .containsEntry("output.mime_type", "application/json")
        .containsKey("llm.model_name")
        .containsKey("llm.token_count.total");
    if (kind != EndlessStreams.Kind.RESPONSE) {
      // Responses have none.
      assertThat(printed).containsEntry("llm.finish_reason", "stop");
    }
    assertThat(printed.keySet()).anyMatch(key -> key.startsWith("head llm.output_messages.0."));
  }

  /** Returns what was printed of each kind, by the words before the last one of a line. */
  private static Map<EndlessStreams.Kind, Map<String, String>> run()
      throws IOException, InterruptedException {
    Map<EndlessStreams.Kind, Map<String, String>> printed =
        new EnumMap<>(EndlessStreams.Kind.class);
    Map<String, String> current = new TreeMap<>();
    for (String line : output().split("\\R")) {
      int space = line.lastIndexOf(' ');
      if (space < 0) {
        current = new TreeMap<>();
        printed.put(EndlessStreams.Kind.valueOf(line), current);
      } else {
        current.put(line.substring(0, space), line.substring(space + 1));
      }
    }
    return printed;
  }

  private static String output() throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                MAX_HEAP,
                "-XX:TieredStopAtLevel=1",
                "-Dslf4j.internal.verbosity=ERROR",
                "-cp",
                System.getProperty("java.class.path"),
                EndlessStreams.class.getName())
            .redirectErrorStream(true)
            .start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).as(output).isTrue();
    assertThat(process.exitValue()).as(output).isZero();
    return output;
  }
}
