// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.common.Attributes;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Spans as tracers write them: content in several places, content that is cut, other names. */
class ForeignSpansTest {

  private static final String IN0 = "llm.input_messages.0.message.";
  private static final String IN1 = "llm.input_messages.1.message.";
  private static final String OUT0 = "llm.output_messages.0.message.";

  private static Attributes of(Object... keysAndValues) {
    var attributes = Attributes.builder();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      String key = (String) keysAndValues[i];
      if (keysAndValues[i + 1] instanceof Long number) {
        attributes.put(key, number);
      } else {
        attributes.put(key, ((String) keysAndValues[i + 1]).replace('\'', '"'));
      }
    }
    return attributes.build();
  }

  private static GenAiEvent event(String name, Object... keysAndValues) {
    return new GenAiEvent(name, of(keysAndValues));
  }

  private static Map<String, Object> convert(Attributes attributes, GenAiEvent... events) {
    return new TreeMap<>(
        TestSpans.map(GenAiToOpenInference.create().convert(attributes, List.of(events), "any")));
  }

  /** Returns the messages alone, without their roles. */
  private static Map<String, Object> messages(Attributes attributes, GenAiEvent... events) {
    Map<String, Object> messages = convert(attributes, events);
    messages.keySet().removeIf(key -> !key.startsWith("llm.") || !key.contains("_messages."));
    messages.keySet().removeIf(key -> key.endsWith(".role"));
    return messages;
  }

  private static Attributes input(String messages) {
    return of("gen_ai.operation.name", "chat", "gen_ai.input.messages", messages);
  }

  private static Attributes output(String messages) {
    return of("gen_ai.operation.name", "chat", "gen_ai.output.messages", messages);
  }

  private static final String HI = "[{'role':'user','parts':[{'type':'text','content':'Hi'}]}]";

  @Test
  void takesInstructionsFromAnEventIfTheMessagesHaveNone() {
    assertThat(
            messages(
                input(HI),
                event("gen_ai.system.message", "content", "Be short."),
                event("gen_ai.user.message", "content", "Hi")))
        .isEqualTo(Map.of(IN0 + "content", "Be short.", IN1 + "content", "Hi"));
  }

  @Test
  void countsInstructionsInSeveralPartsOnce() {
    assertThat(
            messages(
                of(
                    "gen_ai.system_instructions",
                    "[{'type':'text','content':'Be '},{'type':'text','content':'short.'}]",
                    "gen_ai.input.messages",
                    "[{'role':'system','parts':[{'type':'text','content':'Be short.'}]}]")))
        .isEqualTo(Map.of(IN0 + "content", "Be short."));
  }

  @Test
  void countsAnAnswerOnceThatKoogWritesAsMessageAndChoice() {
    assertThat(
            messages(
                of("gen_ai.operation.name", "chat"),
                event("gen_ai.user.message", "role", "user", "content", "Hi"),
                event("gen_ai.assistant.message", "role", "assistant", "content", "Hello"),
                event("gen_ai.choice", "index", 0L, "role", "assistant", "content", "Hello")))
        .isEqualTo(Map.of(IN0 + "content", "Hi", OUT0 + "content", "Hello"));
  }

  @Test
  void takesEventsIfTheMessagesHaveOnlyRoles() {
    assertThat(
            messages(
                input("[{'role':'user','parts':[]}]"),
                event("gen_ai.user.message", "content", "Hi")))
        .isEqualTo(Map.of(IN0 + "content", "Hi"));
    assertThat(convert(input("[]"), event("gen_ai.user.message", "content", "Hi")))
        .containsEntry("input.value", HI.replace('\'', '"'));
  }

  @Test
  void takesTheLongestOfCutMessages() {
    assertThat(
            messages(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.input.messages",
                    "[{'role':'user','parts':[{'type':'te",
                    "gen_ai.prompt",
                    "[{'role':'user','content':'Hello th")))
        .isEqualTo(Map.of(IN0 + "content", "Hello th"));
  }

  @Test
  void showsWholeMessagesAsTheValueInPlaceOfCutOnes() {
    assertThat(
            convert(
                input("[{'role':'user','parts':[{'type':'text','content':'H"),
                event("gen_ai.user.message", "content", "Hi")))
        .containsEntry("input.value", HI.replace('\'', '"'))
        .containsEntry("input.mime_type", "application/json");
  }

  @Test
  void showsTheBeginningOfCutArgumentsAndResults() {
    assertThat(
            messages(
                output(
                    "[{'role':'assistant','parts':[{'type':'tool_call','id':'c','name':'f',"
                        + "'arguments':{'city':'Os")))
        .containsEntry(OUT0 + "tool_calls.0.tool_call.function.arguments", "{\"city\":\"Os\"}");
    assertThat(
            messages(
                input(
                    "[{'role':'tool','parts':[{'type':'tool_call_response','id':'c',"
                        + "'response':{'weather':'sun")))
        .containsEntry(IN0 + "content", "{\"weather\":\"sun\"}");
  }

  @Test
  void showsCutInstructionsAndTools() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.system_instructions",
                    "[{'type':'text','content':'Be sh",
                    "gen_ai.tool.definitions",
                    "[{'type':'function','name':'f'},{'type':'function','name':'g','para")))
        .containsEntry(IN0 + "content", "Be sh")
        .containsEntry("llm.tools.0.tool.name", "f")
        .containsEntry("llm.tools.1.tool.name", "g");
  }

  @Test
  void readsMessagesInsideOfAJsonString() {
    String twice = '"' + HI.replace("'", "\\'").replace('\'', '"') + '"';

    assertThat(messages(Attributes.builder().put("gen_ai.input.messages", twice).build()))
        .isEqualTo(Map.of(IN0 + "content", "Hi"));
    assertThat(
            messages(
                Attributes.builder()
                    .put("gen_ai.input.messages", twice.substring(0, twice.length() - 7))
                    .build()))
        .isEqualTo(Map.of(IN0 + "content", "Hi"));
  }

  @Test
  void addsCachedTokensThatAreBesideTheInput() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.usage.input_tokens",
                    10L,
                    "gen_ai.usage.output_tokens",
                    4L,
                    "gen_ai.usage.cache_read.input_tokens",
                    100L,
                    "gen_ai.usage.cache_creation.input_tokens",
                    20L)))
        .containsEntry("llm.token_count.prompt", 130L)
        .containsEntry("llm.token_count.total", 134L)
        .containsEntry("llm.token_count.prompt_details.cache_read", 100L);
  }

  @Test
  void readsToolsOfSpringAi() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "framework",
                    "gen_ai.system",
                    "spring_ai",
                    "spring.ai.kind",
                    "tool_call",
                    "spring.ai.tool.definition.name",
                    "getWeather",
                    "spring.ai.tool.definition.description",
                    "Tells the weather.",
                    "spring.ai.tool.call.arguments",
                    "{'city':'Oslo'}",
                    "spring.ai.tool.call.result",
                    "sun")))
        .containsEntry("openinference.span.kind", "TOOL")
        .containsEntry("tool.name", "getWeather")
        .containsEntry("tool.description", "Tells the weather.")
        .containsEntry("tool.parameters", "{\"city\":\"Oslo\"}")
        .containsEntry("input.value", "{\"city\":\"Oslo\"}")
        .containsEntry("output.value", "sun");
  }

  @Test
  void readsModelsAndStoresOfSpringAi() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "chat",
                    "gen_ai.response.finish_reasons",
                    "['STOP']",
                    "gen_ai.usage.input_tokens",
                    "3")))
        .containsEntry("llm.finish_reason", "STOP")
        .containsEntry("llm.token_count.prompt", 3L);
    assertThat(
            convert(
                of(
                    "spring.ai.kind",
                    "vector_store",
                    "db.operation.name",
                    "query",
                    "db.vector.query.content",
                    "weather")))
        .containsEntry("openinference.span.kind", "RETRIEVER")
        .containsEntry("input.value", "weather");
    assertThat(convert(of("spring.ai.kind", "vector_store", "db.operation.name", "add")))
        .containsEntry("openinference.span.kind", "CHAIN");
  }

  @Test
  void readsFunctionsOfAgentScope() {
    assertThat(
            convert(
                of(
                    "gen_ai.operation.name",
                    "invoke_agent",
                    "gen_ai.agent.name",
                    "Friday",
                    "agentscope.function.input",
                    "{'msg':'Hi'}",
                    "agentscope.function.output",
                    "{'msg':'Hello'}")))
        .containsEntry("openinference.span.kind", "AGENT")
        .containsEntry("input.value", "{\"msg\":\"Hi\"}")
        .containsEntry("output.value", "{\"msg\":\"Hello\"}");
  }

  @Test
  void keepsDocumentsOfToolResults() {
    Attributes span =
        of(
            IN0 + "role",
            "tool",
            IN0 + "tool_call_id",
            "c",
            IN0 + "contents.0.message_content.type",
            "search_result",
            IN0 + "contents.0.message_content.text",
            "found",
            IN0 + "contents.1.message_content.type",
            "document",
            IN0 + "contents.1.message_content.document.document.url",
            "data:application/pdf;base64,QUFB",
            "openinference.span.kind",
            "LLM");

    Attributes genAi = OpenInferenceToGenAi.create().convert(span);

    assertThat(messages(genAi))
        .containsEntry(
            IN0 + "contents.1.message_content.document.document.url",
            "data:application/pdf;base64,QUFB")
        .containsEntry(IN0 + "contents.0.message_content.text", "found");
  }

  @Test
  void readsDataUrisInAnyCase() {
    Attributes span =
        of(
            IN0 + "role",
            "user",
            IN0 + "contents.0.message_content.type",
            "image",
            IN0 + "contents.0.message_content.image.image.url",
            "DATA:image/PNG;Base64,QUFB",
            "openinference.span.kind",
            "LLM");

    Attributes genAi = OpenInferenceToGenAi.create().convert(span);

    assertThat(messages(genAi))
        .containsEntry(
            IN0 + "contents.0.message_content.image.image.url", "data:image/PNG;base64,QUFB");
  }
}
