// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.conformance.ComparableJson;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The way to {@code gen_ai} and back loses nothing but what the README lists. */
class RoundTripTest {

  @Test
  void losesNothingButWhatTheReadmeLists() throws IOException {
    assertThat(listed()).containsExactlyElementsOf(lost());
  }

  /** Reads the keys of the table, with N for each index. */
  private static Set<String> listed() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    String table = readme.split("## What the way back loses\n", 2)[1].split("\n## ", 2)[0];
    return table
        .lines()
        .filter(line -> line.startsWith("| `"))
        .flatMap(line -> Pattern.compile("`([^`]+)`").matcher(line.split(" \\| ")[0]).results())
        .map(match -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Set<String> lost() {
    Stream<Attributes> exchanges =
        TestSpans.exchanges().stream().map(e -> TestSpans.attributes(e.span().attributes()));
    Stream<Attributes> others =
        TestSpans.resource("to-gen-ai.json").properties().stream()
            // This span is not one of ours alone.
            .filter(span -> !span.getKey().equals("operation-of-its-own"))
            .map(span -> TestSpans.attributes(span.getValue().get("attributes")));
    return Stream.concat(exchanges, others)
        .flatMap(RoundTripTest::lostKeys)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static Stream<String> lostKeys(Attributes span) {
    Attributes genAi = OpenInferenceToGenAi.create().convert(span);
    Map<String, Object> before = ComparableJson.ofAttributes(TestSpans.map(span));
    Map<String, Object> after =
        ComparableJson.ofAttributes(
            TestSpans.map(GenAiToOpenInference.create().convert(genAi, List.of(), "")));
    return before.entrySet().stream()
        .filter(attribute -> !Objects.equals(attribute.getValue(), after.get(attribute.getKey())))
        .map(attribute -> attribute.getKey().replaceAll("\\b\\d+\\b", "N"));
  }
}
