// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GenAiToOpenInferenceTest {

  private static final String INPUT = "[{'role':'user','parts':[{'type':'text','content':'Hi'}]}]";
  private static final String OUTPUT =
      "[{'role':'assistant','parts':[{'type':'text','content':'Hello'}]}]";

  private static final Map<String, Object> HI_AND_HELLO =
      Map.of(
          "openinference.span.kind", "LLM",
          "llm.input_messages.0.message.role", "user",
          "llm.input_messages.0.message.content", "Hi",
          "llm.output_messages.0.message.role", "assistant",
          "llm.output_messages.0.message.content", "Hello",
          "input.value", json(INPUT),
          "input.mime_type", "application/json",
          "output.value", json(OUTPUT),
          "output.mime_type", "application/json");

  private static String json(String text) {
    return text.replace('\'', '"');
  }

  private static Attributes of(String... keysAndValues) {
    var attributes = Attributes.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      attributes.put(keysAndValues[i], json(keysAndValues[i + 1]));
    }
    return attributes.build();
  }

  private static Map<String, Object> convert(Attributes attributes, GenAiEvent... events) {
    return TestSpans.map(GenAiToOpenInference.create().convert(attributes, List.of(events), "any"));
  }

  private static GenAiEvent event(String name, String... keysAndValues) {
    return new GenAiEvent(name, of(keysAndValues));
  }

  @Test
  void readsOneEventPerMessage() {
    assertThat(
            convert(
                of("gen_ai.operation.name", "chat"),
                event("gen_ai.user.message", "content", "Hi"),
                event("gen_ai.choice", "message", "{'content':'Hello'}", "finish_reason", "stop")))
        .containsAllEntriesOf(without(HI_AND_HELLO, "output.value"))
        .contains(entry("llm.finish_reason", "stop"));
  }

  private static Map<String, Object> without(Map<String, Object> attributes, String key) {
    Map<String, Object> rest = new java.util.HashMap<>(attributes);
    rest.remove(key);
    return rest;
  }

  @Test
  void readsEventsWhoseBodyIsJson() {
    Map<String, Object> converted =
        convert(
            of("gen_ai.operation.name", "chat"),
            event("gen_ai.system.message", "gen_ai.event.content", "{'content':'Be short.'}"),
            event("gen_ai.user.message", "gen_ai.event.content", "{'content':'Weather?'}"),
            event(
                "gen_ai.assistant.message",
                "gen_ai.event.content",
                "{'tool_calls':[{'id':'c1','function':{'name':'f','arguments':'{}'}}]}"),
            event("gen_ai.tool.message", "gen_ai.event.content", "{'id':'c1','content':'3'}"));

    assertThat(converted)
        .contains(
            entry("llm.input_messages.0.message.role", "system"),
            entry("llm.input_messages.0.message.content", "Be short."),
            entry("llm.input_messages.1.message.content", "Weather?"),
            entry("llm.input_messages.2.message.tool_calls.0.tool_call.id", "c1"),
            entry("llm.input_messages.2.message.tool_calls.0.tool_call.function.name", "f"),
            entry("llm.input_messages.3.message.role", "tool"),
            entry("llm.input_messages.3.message.tool_call_id", "c1"),
            entry("llm.input_messages.3.message.content", "3"));
  }

  @Test
  void readsTheEventWithAllMessages() {
    assertThat(
            convert(
                of("gen_ai.operation.name", "chat"),
                event(
                    "gen_ai.client.inference.operation.details",
                    "gen_ai.input.messages",
                    INPUT,
                    "gen_ai.output.messages",
                    OUTPUT)))
        .containsExactlyInAnyOrderEntriesOf(HI_AND_HELLO);
  }

  @Test
  void listsHaveNoHoles() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "retrieval",
                    "gen_ai.retrieval.documents",
                    "[{}, {'text':'b'}]")))
        .containsEntry("retrieval.documents.0.document.content", "")
        .containsEntry("retrieval.documents.1.document.content", "b");
  }

  @Test
  void readsIndexedKeys() {
    assertThat(
            convert(
                of(
                    "gen_ai.prompt.0.role",
                    "user",
                    "gen_ai.prompt.0.content",
                    "Hi",
                    "gen_ai.completion.0.role",
                    "assistant",
                    "gen_ai.completion.0.content",
                    "Hello")))
        .containsExactlyInAnyOrderEntriesOf(HI_AND_HELLO);
  }

  @Test
  void readsToolCallsOfIndexedKeys() {
    assertThat(
            convert(
                of(
                    "gen_ai.completion.0.role",
                    "assistant",
                    "gen_ai.completion.0.tool_calls.0.id",
                    "c1",
                    "gen_ai.completion.0.tool_calls.0.name",
                    "f",
                    "gen_ai.completion.0.tool_calls.0.arguments",
                    "{'a':1}")))
        .contains(
            entry("llm.output_messages.0.message.tool_calls.0.tool_call.id", "c1"),
            entry("llm.output_messages.0.message.tool_calls.0.tool_call.function.name", "f"),
            entry(
                "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
                json("{'a':1}")));
  }

  @Test
  void countsMessagesOfSeveralGenerationsOnce() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.input.messages",
                    INPUT,
                    "gen_ai.prompt.0.content",
                    "Hi",
                    "gen_ai.output.messages",
                    OUTPUT),
                event("gen_ai.user.message", "content", "Hi"),
                event("gen_ai.choice", "message", "{'content':'Hello'}")))
        .containsExactlyInAnyOrderEntriesOf(HI_AND_HELLO);
  }

  @Test
  void countsASystemMessageOnce() {
    assertThat(
            convert(
                of(
                    "gen_ai.system_instructions",
                    "[{'type':'text','content':'Be short.'}]",
                    "gen_ai.input.messages",
                    "[{'role':'system','parts':[{'type':'text','content':'Be short.'}]}]")))
        .containsEntry("llm.input_messages.0.message.content", "Be short.")
        .doesNotContainKey("llm.input_messages.1.message.role");
  }

  @Test
  void prefersWholeMessagesToCutOnes() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.input.messages",
                    INPUT.substring(0, INPUT.length() - 6),
                    "gen_ai.output.messages",
                    OUTPUT),
                event("gen_ai.user.message", "content", "Hi")))
        .containsEntry("llm.input_messages.0.message.content", "Hi");
  }

  @Test
  void readsStructuredValues() {
    Attributes attributes =
        Attributes.of(
            AttributeKey.valueKey("gen_ai.input.messages"),
            Value.of(
                Value.of(
                    KeyValue.of("role", Value.of("user")),
                    KeyValue.of(
                        "parts",
                        Value.of(
                            Value.of(
                                KeyValue.of("type", Value.of("text")),
                                KeyValue.of("content", Value.of("Hi"))))))));

    assertThat(convert(attributes)).containsEntry("llm.input_messages.0.message.content", "Hi");
  }

  @Test
  void readsResultsOfEvaluations() {
    Attributes result =
        Attributes.builder()
            .put("gen_ai.evaluation.name", "tone")
            .put("gen_ai.evaluation.score.value", 0.5)
            .put("gen_ai.evaluation.score.label", "ok")
            .put("gen_ai.evaluation.explanation", "fine")
            .build();

    assertThat(
            convert(
                of("gen_ai.operation.name", "chat"),
                new GenAiEvent("gen_ai.evaluation.result", result)))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "LLM",
                "evaluations.0.evaluation.name", "tone",
                "evaluations.0.evaluation.score", 0.5,
                "evaluations.0.evaluation.label", "ok",
                "evaluations.0.evaluation.explanation", "fine"));
  }

  @Test
  void readsSpansOfGoogleAdk() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "execute_tool",
                    "gen_ai.tool.name",
                    "weather",
                    "gcp.vertex.agent.tool_call_args",
                    "{'city':'Oslo'}",
                    "gcp.vertex.agent.tool_response",
                    "{'celsius':3}")))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "TOOL",
                "tool.name", "weather",
                "tool.parameters", json("{'city':'Oslo'}"),
                "input.value", json("{'city':'Oslo'}"),
                "input.mime_type", "application/json",
                "output.value", json("{'celsius':3}"),
                "output.mime_type", "application/json"));
  }

  @Test
  void keepsWhatTheSpanHas() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.request.model",
                    "theirs",
                    "gen_ai.input.messages",
                    INPUT,
                    "llm.model_name",
                    "ours",
                    "input.value",
                    "ours",
                    "llm.input_messages.0.message.role",
                    "user")))
        .containsOnlyKeys("openinference.span.kind", "llm.invocation_parameters");
  }

  @Test
  void leavesOtherSpansAlone() {
    Attributes http = of("http.request.method", "GET", "gen_ai.conversation.id", "s1");

    assertThat(convert(http)).isEmpty();
    assertThat(GenAiToOpenInference.create().applies(http, List.of())).isFalse();
    assertThat(GenAiToOpenInference.create().applies(of("gen_ai.system", "x"), List.of())).isTrue();
    assertThat(
            GenAiToOpenInference.create()
                .applies(of("gen_ai.system", "x", "openinference.span.kind", "LLM"), List.of()))
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{'role':'user','content':[{'type':'text','text':'Hi'}]}",
        "{'role':'human','content':'Hi'}",
        "{'messages':[{'role':'user','content':'Hi'}]}",
        "[{'role':'user','parts':[{'text':'Hi'}]}]",
        "[{'role':'user','parts':['Hi']}]",
        "Hi"
      })
  void readsMessagesAsApisHaveThem(String messages) {
    assertThat(convert(of("gen_ai.input.messages", messages)))
        .contains(
            entry("llm.input_messages.0.message.role", "user"),
            entry("llm.input_messages.0.message.content", "Hi"));
  }

  @Test
  void survivesEveryCut() {
    String messages =
        json(
            "[{'role':'user','parts':[{'type':'text','content':'a \\n\\u00e9'},{'type':'blob',"
                + "'modality':'image','content':'AAAA'},{'type':'tool_call','id':'c','name':'f',"
                + "'arguments':{'n':1234,'x':null,'y':true}}]}]");
    for (int length = 1; length <= messages.length(); length++) {
      Map<String, Object> converted =
          convert(of("gen_ai.input.messages", messages.substring(0, length)));
      assertThat(converted).as("first %s", length).containsEntry("openinference.span.kind", "LLM");
      if (length > messages.indexOf("'blob'".replace('\'', '"'))) {
        assertThat(converted.toString()).contains("a \n\u00e9");
      }
    }
  }
}
