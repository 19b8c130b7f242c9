// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.langchain4j.EndlessStreams.End;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A stream with more text than the heap can hold reaches the application as without tracing. */
class EndlessStreamTest {

  private static final String MAX_HEAP = "-Xmx40m";

  @Test
  void isPassedOnToItsEndAndRecordedInPart() throws Exception {
    Map<End, Map<String, String>> printed = run();

    assertThat(printed).containsOnlyKeys(End.values());
    assertThat(printed).allSatisfy(EndlessStreamTest::isRecordedInPart);
    assertThat(printed.get(End.FAIL)).containsEntry("failure", "IllegalStateException");
  }

  private static void isRecordedInPart(End end, Map<String, String> printed) {
    assertThat(printed).containsEntry("read", EndlessStreams.LENGTH + "");
    long head = Long.parseLong(printed.get("head output.value"));
    assertThat(head).isGreaterThan(1024 * 1024);
    assertThat(printed)
        .containsEntry("openinference.output.omitted_size", EndlessStreams.LENGTH - head + "")
        .containsEntry("head llm.output_messages.0.message.content", head + "");
    if (end != End.FAIL) {
      assertThat(printed)
          .containsEntry("llm.token_count.total", "23")
          .containsEntry("llm.finish_reason", "stop")
          .containsEntry("llm.model_name", "endless");
    }
  }

  /** Returns what was printed of each stream, by the words before the last one of a line. */
  private static Map<End, Map<String, String>> run() throws IOException, InterruptedException {
    Map<End, Map<String, String>> printed = new EnumMap<>(End.class);
    Map<String, String> current = new TreeMap<>();
    for (String line : output().split("\\R")) {
      int space = line.lastIndexOf(' ');
      if (space < 0) {
        current = new TreeMap<>();
        printed.put(End.valueOf(line), current);
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
