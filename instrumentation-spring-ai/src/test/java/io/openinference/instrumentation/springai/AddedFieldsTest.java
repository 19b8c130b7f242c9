// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.wire.WireJson;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.chat.prompt.Prompt;

/** Fields that an application adds to a request. Spring AI does not know what is in them. */
class AddedFieldsTest extends AbstractSpringAITest {

  private static final String SECRET = "planted-secret";
  private static final String KEY = "sk-not-for-traces";
  private static final Note NOTE = new Note(SECRET, new Access(KEY, 3));
  private static final String JSON =
      "{'text':'planted-secret','access':{'api_key':'__REDACTED__','level':3}}";

  record Note(String text, Access access) {}

  record Access(@JsonProperty("api_key") String key, int level) {}

  /** Each form of a value, with its JSON. */
  static Stream<Arguments> forms() {
    return Stream.of(
        Arguments.of("record", NOTE, JSON),
        Arguments.of("list", List.of(List.of(NOTE)), "[[" + JSON + "]]"),
        Arguments.of("array", new Object[] {NOTE, SECRET}, "[" + JSON + ",'" + SECRET + "']"),
        Arguments.of(
            "depth",
            Map.of("a", Map.of("b", Map.of("c", Map.of("d", Map.of("e", NOTE))))),
            "{'a':{'b':{'c':{'d':{'e':" + JSON + "}}}}}"));
  }

  private String extraBody(TraceConfig config, Object value) {
    telemetry.clear();
    instrument(config);
    server.handler(request -> Replies.text("Hello!"));
    model().call(new Prompt("Hi", Models.withAddedFields(Map.of("top_k", 5, "added", value))));
    String parameters =
        telemetry
            .spans()
            .get(0)
            .getAttributes()
            .get(AttributeKey.stringKey("llm.invocation_parameters"));
    assertThat(parameters).doesNotContain(KEY);
    return WireJson.toJson(WireJson.parse(parameters).get("extra_body"));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void areJson(String form, Object value, String json) {
    String expected = json.replace('\'', '"');

    assertThat(extraBody(TraceConfig.builder().build(), value))
        .contains("\"top_k\":5", "\"added\":" + expected);

    // Spring AI 2 sends with openai-java's mapper, for which an object of the application has no
    // fields.
    assertThat(server.requests().get(0).bodyText()).contains("\"added\":");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void areHiddenAtAnyDepth(String form, Object value, String json) {
    String hidden = json.replace('\'', '"').replace(SECRET, TraceConfig.REDACTED_VALUE);

    assertThat(extraBody(TraceConfig.builder().hideInputText(true).build(), value))
        .contains("\"top_k\":5", "\"added\":" + hidden);
    assertThat(extraBody(TraceConfig.builder().hideInputs(true).build(), value))
        .isEqualTo("{\"top_k\":5}");

    assertThat(server.requests().get(0).bodyText()).contains("\"added\":");
    assertThat(telemetry.spans().toString()).doesNotContain(SECRET);
  }
}
