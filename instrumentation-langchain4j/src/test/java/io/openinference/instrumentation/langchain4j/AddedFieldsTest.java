// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Fields that an application adds to a request. LangChain4j does not know what is in them. */
class AddedFieldsTest extends ApplicationTest {

  private static final String SECRET = "planted-secret";
  private static final String KEY = "sk-not-for-traces";
  private static final Note NOTE = new Note(SECRET, new Access(KEY, 3));

  private static final String SHOWN_NOTE =
      "{'text':'planted-secret','access':{'api_key':'__REDACTED__','level':3}}";

  record Note(String text, Access access) {}

  record Access(@JsonProperty("api_key") String key, int level) {}

  /** A plain object, whose JSON is made from its getters. */
  public static final class Bean {

    public String getText() {
      return SECRET;
    }

    public Access getAccess() {
      return NOTE.access();
    }

    @Override
    public String toString() {
      return SECRET + KEY;
    }
  }

  @BeforeEach
  void openDoor() {
    openWrapping();
  }

  private void call(TraceConfig config, Map<String, Object> fields) {
    server.enqueue(StubResponse.json("{\"choices\":[{\"message\":{\"content\":\"Hello!\"}}]}"));
    ChatModel model =
        LangChain4jInstrumentor.builder(telemetry.openTelemetry())
            .config(config)
            .build()
            .wrap(rawModel());
    model.chat(
        ChatRequest.builder()
            .messages(UserMessage.from("Hi"))
            .parameters(OpenAiChatRequestParameters.builder().customParameters(fields).build())
            .build());
  }

  private static void assertParameters(String addedFields) {
    assertThat(telemetry.spans().get(0))
        .hasJsonAttribute(
            "llm.invocation_parameters",
            "{\"model\": \"gpt-4o-mini\", \"temperature\": 0.5, \"custom_parameters\": %s}"
                .formatted(addedFields.replace('\'', '"')));
  }

  private static Map<String, Object> fields(Object value) {
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("top_k", 5);
    fields.put("added", value);
    return fields;
  }

  /** Each form of a value, with its JSON; the text of it stands where a setting hides texts. */
  static Stream<Arguments> forms() {
    String bytes = "cGxhbnRlZC1zZWNyZXQ=";
    return Stream.of(
        Arguments.of("record", NOTE, SHOWN_NOTE),
        Arguments.of("object", new Bean(), SHOWN_NOTE),
        Arguments.of("map", Map.of("a", Map.of("b", NOTE)), "{'a':{'b':" + SHOWN_NOTE + "}}"),
        Arguments.of("list", List.of(List.of(NOTE)), "[[" + SHOWN_NOTE + "]]"),
        Arguments.of("array", new Object[] {NOTE, SECRET}, "[" + SHOWN_NOTE + ",'" + SECRET + "']"),
        Arguments.of("texts", new String[] {SECRET}, "['" + SECRET + "']"),
        Arguments.of("bytes", SECRET.getBytes(StandardCharsets.UTF_8), "'" + bytes + "'"),
        Arguments.of("JsonNode", new ObjectMapper().valueToTree(NOTE), SHOWN_NOTE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void areTheJsonThatTheServerGets(String form, Object value, String json) {
    call(TraceConfig.builder().build(), fields(value));

    Object sent = WireJson.parse(server.requests().get(0).bodyText()).get("added");
    assertThat(WireJson.toJson(sent).replace(KEY, "__REDACTED__"))
        .isEqualTo(json.replace('\'', '"'));
    assertParameters("{'top_k':5,'added':" + json + "}");
    assertThat(telemetry.spans().toString()).doesNotContain(KEY);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("forms")
  void areHiddenAtAnyDepth(String form, Object value, String json) {
    call(TraceConfig.builder().hideInputText(true).build(), fields(value));
    String hidden = json.replaceAll("'(planted-secret|cGx[^']*)'", "'__REDACTED__'");
    assertParameters("{'top_k':5,'added':" + hidden + "}");
    telemetry.clear();

    call(TraceConfig.builder().hideInputs(true).build(), fields(value));
    assertParameters("{'top_k':5}");
  }

  @ParameterizedTest
  @MethodSource("hidingSettings")
  void areHiddenByEachSettingOfInput(TraceConfig config, String shown) {
    call(
        config,
        Map.of(
            "top_k", 5, "documents", List.of(SECRET), "chat_template_kwargs", Map.of("n", SECRET)));

    assertThat(server.requests().get(0).bodyText()).contains(SECRET);
    assertThat(telemetry.spans().toString()).doesNotContain(SECRET);
    assertParameters(shown);
  }

  static Stream<Arguments> hidingSettings() {
    String number = "{'top_k':5}";
    return Stream.of(
        Arguments.of(TraceConfig.builder().hideInputs(true).build(), number),
        Arguments.of(TraceConfig.builder().hideInputMessages(true).build(), number),
        Arguments.of(TraceConfig.builder().hidePrompts(true).build(), number),
        Arguments.of(
            TraceConfig.builder().hideInputText(true).build(),
            "{'top_k':5,'documents':['__REDACTED__'],"
                + "'chat_template_kwargs':{'n':'__REDACTED__'}}"));
  }

  /** LangChain4j cannot send it either. */
  @Test
  void doNotTakeOtherParametersAlongIfTheyHaveNoJson() {
    assertThatThrownBy(() -> call(TraceConfig.builder().build(), fields(new Object())))
        .isInstanceOf(RuntimeException.class);

    assertThat(telemetry.spans().get(0)).hasStatus(StatusCode.ERROR);
    assertParameters("{'top_k':5}");
  }
}
