// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.openinference.conformance.ComparableJson;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Compares with what the converters of Python and of JavaScript make of the same spans. Each
 * difference has a reason, which the README explains.
 */
class ReferenceTest {

  static Stream<String> toGenAi() {
    return TestSpans.resource("to-gen-ai.json").properties().stream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("toGenAi")
  void givesWhatPythonGives(String span) {
    compare("to-gen-ai", span, OpenInferenceToGenAi.create()::convert);
  }

  static Stream<String> toOpenInference() {
    return TestSpans.resource("to-openinference.json").properties().stream().map(Map.Entry::getKey);
  }

  @ParameterizedTest
  @MethodSource("toOpenInference")
  void givesWhatJavaScriptGives(String span) {
    compare(
        "to-openinference",
        span,
        attributes -> GenAiToOpenInference.create().convert(attributes, List.of(), ""));
  }

  private static void compare(String file, String span, UnaryOperator<Attributes> conversion) {
    JsonNode spans = TestSpans.resource(file + ".json").get(span);
    Map<String, Object> actual =
        ComparableJson.ofAttributes(
            TestSpans.map(conversion.apply(TestSpans.attributes(spans.get("attributes")))));
    Map<String, JsonNode> expected = new TreeMap<>();
    spans.get("reference").properties().forEach(f -> expected.put(f.getKey(), f.getValue()));
    TestSpans.resource(file + "-differences.json")
        .path(span)
        .properties()
        .forEach(
            difference -> {
              JsonNode value = difference.getValue().get("value");
              JsonNode before =
                  value == null
                      ? expected.remove(difference.getKey())
                      : expected.put(difference.getKey(), value);
              assertThat(before).as("%s is a difference", difference.getKey()).isNotEqualTo(value);
            });

    assertThat(actual).containsExactlyInAnyOrderEntriesOf(ComparableJson.ofAttributes(expected));
  }

  @Test
  void explainsEachReasonInTheReadme() throws IOException {
    String readme = Files.readString(Path.of("README.md"));
    Set<String> reasons = new TreeSet<>();
    for (String file : List.of("to-gen-ai-differences.json", "to-openinference-differences.json")) {
      TestSpans.resource(file)
          .forEach(
              span ->
                  span.forEach(difference -> reasons.add(difference.get("reason").textValue())));
    }

    assertThat(reasons).isNotEmpty().allMatch(reason -> readme.contains("| `" + reason + "` |"));
  }
}
