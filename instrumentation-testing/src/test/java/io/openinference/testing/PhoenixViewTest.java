// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The expected values were produced by Phoenix 20.26.1. */
class PhoenixViewTest {

  static Stream<Arguments> nesting() {
    return Stream.of(
        nested(
            "plain keys",
            Map.of("a.b.c", 1, "a.d", 2),
            Map.of("a", Map.of("b", Map.of("c", 1L), "d", 2L))),
        nested(
            "elements are sorted and gaps closed",
            Map.of("a.10.b", 10, "a.2.b", 2, "a.0.b", 0),
            Map.of("a", List.of(Map.of("b", 0L), Map.of("b", 2L), Map.of("b", 10L)))),
        nested(
            "a number at the end is a name",
            Map.of("tag.tags.0", "x", "tag.tags.1", "y"),
            Map.of("tag", Map.of("tags", Map.of("0", "x", "1", "y")))),
        nested(
            "a number is a name if anything ends at it",
            Map.of("a.0", "x", "a.0.b", 1, "a.1.b", 2),
            Map.of("a", List.of(Map.of("b", 2L)), "a.0", "x", "a.0.b", 1L)),
        nested(
            "a value beats what is below it",
            Map.of("a.b", "text", "a.b.0.c", 1, "a.b.d", 2),
            Map.of("a", Map.of("b", "text", "b.0", Map.of("c", 1L), "b.d", 2L))),
        nested(
            "names stand beside a list",
            Map.of("a.0.b", 1, "a.c", 2, "a.d.e", 3),
            Map.of("a", List.of(Map.of("b", 1L)), "a.c", 2L, "a.d", Map.of("e", 3L))),
        nested(
            "a list in a list needs a name between",
            Map.of("a.0.1.b", 1),
            Map.of("a", List.of(Map.of("1", Map.of("b", 1L))))),
        nested(
            "numbers at the top are names",
            Map.of("0.a", 1, "2.1.a", 2, "7", 3),
            Map.of("0", Map.of("a", 1L), "2", List.of(Map.of("a", 2L)), "7", 3L)),
        nested(
            "leading zeros do not count, signs are no digits",
            Map.of("a.007.b", 1, "c.-1.b", 2),
            Map.of("a", List.of(Map.of("b", 1L)), "c", Map.of("-1", Map.of("b", 2L)))),
        nested(
            "empty segments and white space vanish",
            Map.of("a..b", 1, " c . d ", 2, "e.", 3, ".f", 4, "\u00a0g\u0085", 5),
            Map.of("a", Map.of("b", 1L), "c", Map.of("d", 2L), "e", 3L, "f", 4L, "g", 5L)),
        nested(
            "a huge index",
            Map.of("a.99999999999999999999.b", 1),
            Map.of("a", List.of(Map.of("b", 1L)))),
        nested("an empty key", Map.of("", 1), Map.of("", 1L)),
        nested(
            "lists stay",
            Map.of("a.b", List.of("x", "y")),
            Map.of("a", Map.of("b", List.of("x", "y")))));
  }

  static Stream<Arguments> values() {
    return Stream.of(
        nested(
            "metadata is JSON",
            Map.of("metadata", "{\"a\": [1, 2.5, null]}"),
            Map.of("metadata", Map.of("a", Arrays.asList(1L, 2.5, null)))),
        nested(
            "any key that ends so is JSON",
            Map.of("retrieval.documents.0.document.metadata", "{\"a\":1}", "my_metadata", "[true]"),
            Map.of(
                "retrieval",
                Map.of(
                    "documents", List.of(Map.of("document", Map.of("metadata", Map.of("a", 1L))))),
                "my_metadata",
                List.of(true))),
        nested("JSON scalars", Map.of("metadata", " 5 "), Map.of("metadata", 5L)),
        nested("JSON null is dropped", Map.of("metadata", "null", "a", 1), Map.of("a", 1L)),
        nested(
            "what is not JSON stays",
            Map.of(
                "metadata",
                "{} {}",
                "tool.parameters",
                "",
                "llm.prompt_template.variables",
                "{'a':1}"),
            Map.of(
                "metadata",
                "{} {}",
                "tool",
                Map.of("parameters", ""),
                "llm",
                Map.of("prompt_template", Map.of("variables", "{'a':1}")))),
        nested(
            "numbers that JSON lacks",
            Map.of("metadata", "[NaN, -Infinity]"),
            Map.of("metadata", List.of(Double.NaN, Double.NEGATIVE_INFINITY))),
        nested(
            "other JSON stays text",
            Map.of("llm.invocation_parameters", "{\"t\":1}"),
            Map.of("llm", Map.of("invocation_parameters", "{\"t\":1}"))),
        nested(
            "keys below a JSON value keep their dots",
            Map.of("metadata", "{\"a\":1}", "metadata.b", 2),
            Map.of("metadata", Map.of("a", 1L), "metadata.b", 2L)),
        nested(
            "token counts are integers",
            Map.of(
                "llm.token_count.prompt",
                "1_0",
                "llm.token_count.completion",
                7.9,
                "llm.token_count.total",
                true,
                "llm.token_count.prompt_details.audio",
                1.5),
            Map.of(
                "llm",
                Map.of(
                    "token_count",
                    Map.of(
                        "prompt",
                        10L,
                        "completion",
                        7L,
                        "total",
                        1L,
                        "prompt_details",
                        Map.of("audio", 1.5))))),
        nested(
            "token counts beyond a long",
            Map.of("llm.token_count.total", "9223372036854775808"),
            Map.of("llm", Map.of("token_count", Map.of("total", BigInteger.ONE.shiftLeft(63))))),
        nested(
            "token counts that are none stay",
            Map.of("llm.token_count.prompt", "many", "llm.token_count.total", "1.5"),
            Map.of("llm", Map.of("token_count", Map.of("prompt", "many", "total", "1.5")))),
        nested(
            "an input that is no string becomes JSON",
            Map.of("input.value", List.of(1, 2), "input.mime_type", "text/plain"),
            Map.of("input", Map.of("value", "[1,2]", "mime_type", "application/json"))),
        nested(
            "keys below the input value become JSON",
            Map.of("input.value.a", 1),
            Map.of("input", Map.of("value", "{\"a\":1}", "mime_type", "application/json"))),
        nested(
            "a false input stays",
            Map.of("input.value", false),
            Map.of("input", Map.of("value", false))),
        nested(
            "an input of zero stays",
            Map.of("input.value", 0),
            Map.of("input", Map.of("value", 0L))));
  }

  private static Arguments nested(String rule, Map<String, ?> flat, Map<String, ?> expected) {
    return Arguments.of(rule, flat, expected);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource({"nesting", "values"})
  void decodes(String rule, Map<String, ?> flat, Map<String, ?> expected) {
    assertThat(PhoenixView.of(flat).asMap()).isEqualTo(expected);
  }

  @Test
  void findsByPath() {
    PhoenixView view =
        PhoenixView.of(
            Map.of(
                "llm.input_messages.0.message.role",
                "user",
                "llm.model_name",
                "m",
                "a",
                List.of("x")));

    assertThat(view.get("llm.model_name")).isEqualTo("m");
    assertThat(view.get("llm.input_messages"))
        .isEqualTo(List.of(Map.of("message", Map.of("role", "user"))));
    assertThat(view.get("llm.input_messages.0.message.role")).isEqualTo("user");
    assertThat(view.get("a.0")).isEqualTo("x");
    assertThat(view.get("a.1")).isNull();
    assertThat(view.get("a.b")).isNull();
    assertThat(view.get("llm.model_name.x")).isNull();
    assertThat(view.get("none.at.all")).isNull();
  }

  @Test
  void showsMessages() {
    PhoenixView view =
        PhoenixView.of(
            Attributes.builder()
                .put("llm.input_messages.0.message.role", "system")
                .put("llm.input_messages.1.message.role", "user")
                .put("llm.input_messages.1.message.contents.0.message_content.type", "text")
                .put("llm.output_messages.0.message.tool_calls.0.tool_call.id", "call-1")
                .put("llm.output_messages.1.no_message", "x")
                .put(AttributeKey.longKey("llm.token_count.total"), 3L)
                .build());

    assertThat(view.inputMessages())
        .containsExactly(
            Map.of("role", "system"),
            Map.of(
                "role",
                "user",
                "contents",
                List.of(Map.of("message_content", Map.of("type", "text")))));
    assertThat(view.outputMessages())
        .containsExactly(
            Map.of("tool_calls", List.of(Map.of("tool_call", Map.of("id", "call-1")))), Map.of());
  }

  @Test
  void showsNoMessagesWhereAStringHidesThem() {
    PhoenixView view =
        PhoenixView.of(
            Map.of("llm.input_messages", "[]", "llm.input_messages.0.message.role", "user"));

    assertThat(view.inputMessages()).isEmpty();
    assertThat(view.outputMessages()).isEmpty();
    assertThat(view)
        .hasToString(
            "{\"llm\":{\"input_messages\":\"[]\",\"input_messages.0\":{\"message\":{\"role\":\"user\"}}}}");
  }
}
