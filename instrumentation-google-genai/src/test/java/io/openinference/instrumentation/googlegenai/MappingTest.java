// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.SpanAssert;
import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What the JSON on the wire becomes on the span, through each door. */
class MappingTest extends AbstractDoorTest {

  private static final String HELLO = "{\"contents\": [{\"parts\": [{\"text\": \"hi\"}]}]}";
  private static final String OUT = "llm.output_messages.0.message.";
  private static final String IN = "llm.input_messages.";

  @Test
  void aCallHasExactlyItsAttributes() {
    String request =
        """
        {"contents": [{"role": "user", "parts": [{"text": "How deep is the fjord?"}]}],
         "systemInstruction": {"parts": [{"text": "Be brief."}]},
         "generationConfig": {"temperature": 0, "topK": 40, "newSetting": {"a": 1}},
         "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}],
         "tools": [{"functionDeclarations": [{"name": "depth", "description": "Says how deep",
                     "parameters": {"type": "OBJECT"}}], "googleSearch": {}}]}
        """;
    String answer =
        """
        {"candidates": [{"content": {"role": "model", "parts": [{"text": "1,308 m"}]},
                         "finishReason": "STOP", "newField": true}],
         "usageMetadata": {"promptTokenCount": 10, "toolUsePromptTokenCount": 2,
                           "cachedContentTokenCount": 4, "candidatesTokenCount": 5,
                           "thoughtsTokenCount": 3, "totalTokenCount": 20,
                           "promptTokensDetails": [{"modality": "AUDIO", "tokenCount": 6},
                                                   {"modality": "TEXT", "tokenCount": 4}]},
         "modelVersion": "gemini-2.5-flash-001", "anotherField": [1]}
        """;

    assertThat(post(GENERATE, request, StubResponse.json(answer))).isEqualTo(answer);

    assertThat(span())
        .hasName("GenerateContent")
        .isLlm()
        .hasJsonAttribute(
            "input.value", "{\"model\": \"gemini-2.5-flash\"," + request.strip().substring(1))
        .hasJsonAttribute("output.value", answer)
        .hasJsonAttribute(
            "llm.invocation_parameters",
            """
            {"temperature": 0, "topK": 40, "newSetting": {"a": 1},
             "safetySettings": [{"category": "HARM_CATEGORY_HARASSMENT", "threshold": "OFF"}]}
            """)
        .hasJsonAttribute(
            "llm.tools.0.tool.json_schema",
            """
            {"name": "depth", "description": "Says how deep", "parameters": {"type": "OBJECT"}}
            """)
        .hasJsonAttribute("llm.tools.1.tool.json_schema", "{\"googleSearch\": {}}")
        .hasExactlyAttributesExcept(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.system", "vertexai"),
                Map.entry("llm.provider", "google"),
                Map.entry("llm.model_name", "gemini-2.5-flash-001"),
                Map.entry("llm.request.model_name", "gemini-2.5-flash"),
                Map.entry("llm.response.model_name", "gemini-2.5-flash-001"),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.mime_type", "application/json"),
                Map.entry(IN + "0.message.role", "system"),
                Map.entry(IN + "0.message.content", "Be brief."),
                Map.entry(IN + "1.message.role", "user"),
                Map.entry(IN + "1.message.content", "How deep is the fjord?"),
                Map.entry(OUT + "role", "model"),
                Map.entry(OUT + "content", "1,308 m"),
                Map.entry("llm.finish_reason", "STOP"),
                Map.entry("llm.token_count.prompt", 12L),
                Map.entry("llm.token_count.completion", 8L),
                Map.entry("llm.token_count.total", 20L),
                Map.entry("llm.token_count.prompt_details.cache_read", 4L),
                Map.entry("llm.token_count.prompt_details.audio", 6L),
                Map.entry("llm.token_count.completion_details.reasoning", 3L)),
            "input.value",
            "output.value",
            "llm.invocation_parameters",
            "llm.tools.0.tool.json_schema",
            "llm.tools.0.tool.name",
            "llm.tools.0.tool.description",
            "llm.tools.1.tool.json_schema");
  }

  static Stream<Arguments> parts() {
    return Stream.of(
        arguments(
            "{\"text\": \"Deep.\", \"thoughtSignature\": \"c2ln\"}",
            Map.of(
                "contents.0.message_content.type", "text",
                "contents.0.message_content.text", "Deep.",
                "contents.0.message_content.signature", "c2ln")),
        arguments(
            "{\"text\": \"Hmm.\", \"thought\": true}, {\"text\": \"Deep.\"}",
            Map.of(
                "contents.0.message_content.type", "reasoning",
                "contents.0.message_content.text", "Hmm.",
                "contents.1.message_content.text", "Deep.")),
        arguments(
            "{\"functionCall\": {\"id\": \"c1\", \"name\": \"depth\", \"args\": {\"of\": 0}},"
                + " \"thoughtSignature\": \"c2ln\"},"
                + " {\"functionCall\": {\"name\": \"width\"}}",
            Map.of(
                "tool_calls.0.tool_call.id", "c1",
                "tool_calls.0.tool_call.function.name", "depth",
                "tool_calls.0.tool_call.function.arguments", "{\"of\":0}",
                "tool_calls.0.tool_call.reasoning_signature", "c2ln",
                "tool_calls.1.tool_call.function.name", "width")),
        arguments(
            "{\"inlineData\": {\"mimeType\": \"image/webp\", \"data\": \"AAAA\"}}",
            Map.of(
                "contents.0.message_content.type", "image",
                "contents.0.message_content.image.image.url", "data:image/webp;base64,AAAA")),
        arguments(
            "{\"fileData\": {\"mimeType\": \"image/png\", \"fileUri\": \"gs://b/i.png\"}}",
            Map.of("contents.0.message_content.image.image.url", "gs://b/i.png")),
        arguments(
            "{\"inlineData\": {\"mimeType\": \"audio/wav\", \"data\": \"AAAA\"}}",
            Map.of("contents.0.message_content.type", "audio")),
        arguments(
            "{\"inlineData\": {\"mimeType\": \"application/pdf\", \"data\": \"AAAA\"}}",
            Map.of("contents.0.message_content.type", "document")),
        arguments(
            "{\"executableCode\": {\"language\": \"PYTHON\", \"code\": \"1+1\"}}",
            Map.of(
                "contents.0.message_content.type", "executableCode",
                "contents.0.message_content.text", "{\"language\":\"PYTHON\",\"code\":\"1+1\"}")),
        arguments(
            "{\"functionCall\": {\"name\": \"depth\", \"args\": \"{\\\"of\\\":0}\"}}",
            Map.of("tool_calls.0.tool_call.function.arguments", "{\"of\":0}")),
        arguments(
            "{\"functionCall\": {\"name\": \"depth\", \"args\": [0, false]}}",
            Map.of("tool_calls.0.tool_call.function.arguments", "[0,false]")),
        arguments(
            "{\"text\": null, \"thoughtSignature\": \"c2ln\"}",
            Map.of(
                "contents.0.message_content.type", "reasoning",
                "contents.0.message_content.signature", "c2ln")),
        arguments(
            "{\"inlineData\": {\"mimeType\": \"IMAGE/PNG\", \"data\": \"AAAA\"}, \"thought\": true}",
            Map.of("contents.0.message_content.image.image.url", "data:IMAGE/PNG;base64,AAAA")),
        arguments(
            "{\"hologram\": {\"beam\": 1}}",
            Map.of(
                "contents.0.message_content.type", "hologram",
                "contents.0.message_content.text", "{\"beam\":1}")));
  }

  @ParameterizedTest
  @MethodSource("parts")
  void aPartOfAnAnswer(String parts, Map<String, String> expected) {
    post(GENERATE, HELLO, answerOf("{\"content\": {\"parts\": [" + parts + "]}}"));

    SpanAssert span = assertThat(span());
    expected.forEach((key, value) -> span.hasAttribute(OUT + key, value));
  }

  @Test
  void anAnswerOfAFunctionIsAMessageOfItsOwn() {
    post(
        GENERATE,
        """
        {"contents": [{"role": "user", "parts": [
          {"functionResponse": {"id": "c1", "name": "depth", "response": {"result": 0}}},
          {"functionResponse": {"name": "width", "response": "wide"}},
          {"functionResponse": {"name": "photo", "response": {"result": "ok"},
            "parts": [{"inlineData": {"mimeType": "image/png", "data": "AAAA"}}]}},
          {"text": "And?"}]}]}
        """,
        answerOf("{}"));

    assertThat(span())
        .hasAttribute(IN + "0.message.role", "tool")
        .hasAttribute(IN + "0.message.name", "depth")
        .hasAttribute(IN + "0.message.tool_call_id", "c1")
        .hasAttribute(IN + "0.message.content", "{\"result\":0}")
        .hasAttribute(
            IN + "2.message.contents.1.message_content.image.image.url",
            "data:image/png;base64,AAAA")
        .hasAttribute(IN + "1.message.content", "wide")
        .hasAttribute(IN + "3.message.role", "user")
        .hasAttribute(IN + "3.message.content", "And?");
  }

  static Stream<Arguments> finishReasons() {
    return Stream.of(
        arguments("{\"candidates\": [{\"finishReason\": \"SAFETY\"}]}", "SAFETY"),
        arguments(
            "{\"candidates\": [{\"finishReason\": \"MALFORMED_FUNCTION_CALL\", \"content\": {}}]}",
            "MALFORMED_FUNCTION_CALL"),
        arguments(
            "{\"candidates\": [{\"finishReason\": \"STOP\"}, {\"finishReason\": \"MAX_TOKENS\"}]}",
            "STOP"),
        arguments("{\"promptFeedback\": {\"blockReason\": \"SAFETY\"}}", "SAFETY"),
        arguments(
            "{\"candidates\": [{}], \"promptFeedback\": {\"blockReason\": \"OTHER\"}}", "OTHER"),
        arguments(
            "{\"candidates\": [{\"content\": null, \"finishReason\": \"NO_IMAGE\"}]}", "NO_IMAGE"),
        arguments("{\"candidates\": {\"finishReason\": \"LANGUAGE\"}}", "LANGUAGE"));
  }

  @ParameterizedTest
  @MethodSource("finishReasons")
  void aFinishReason(String answer, String expected) {
    post(GENERATE, HELLO, StubResponse.json(answer));

    assertThat(span()).hasAttribute("llm.finish_reason", expected);
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments(
            "{\"error\": {\"code\": 429, \"status\": \"RESOURCE_EXHAUSTED\", \"message\": \"later\"}}",
            "RESOURCE_EXHAUSTED: later"),
        arguments("{\"error\": {\"message\": \"later\"}}", "error: later"),
        arguments("{\"error\": \"later\"}", "later"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureInsideOfASuccess(String answer, String expected) {
    post(GENERATE, HELLO, StubResponse.json(answer));

    assertThat(span()).hasStatus(StatusCode.ERROR).hasStatusDescription(expected);
  }

  @Test
  void countsThatAreTexts() {
    post(
        GENERATE,
        HELLO,
        StubResponse.json(
            "{\"candidates\": [{}], \"usageMetadata\": {\"promptTokenCount\": \"5\","
                + " \"candidatesTokenCount\": \"0\", \"thoughtsTokenCount\": 0}}"));

    assertThat(span())
        .hasAttribute("llm.token_count.prompt", 5L)
        .hasAttribute("llm.token_count.completion", 0L)
        .hasAttribute("llm.token_count.completion_details.reasoning", 0L);
  }

  static Stream<Arguments> paths() {
    return Stream.of(
        arguments("publishers/google/models/gemini-2.5-pro:generateContent", "gemini-2.5-pro"),
        arguments(
            "projects/p/locations/l/publishers/google/models/gemini-2.5-pro:generateContent",
            "gemini-2.5-pro"),
        arguments("tunedModels/mine:generateContent", "tunedModels/mine"),
        arguments("projects/p/locations/l/endpoints/123:generateContent", "endpoints/123"));
  }

  @ParameterizedTest
  @MethodSource("paths")
  void theModelIsInThePath(String path, String expected) {
    post(path, HELLO, answerOf("{}"));

    assertThat(span())
        .hasAttribute("llm.model_name", expected)
        .hasAttribute("llm.system", "vertexai")
        .hasAttribute("llm.provider", "google");
  }

  @ParameterizedTest
  @org.junit.jupiter.params.provider.ValueSource(
      strings = {
        "models/gemini-2.5-flash:countTokens",
        "models/gemini-2.5-flash:batchGenerateContent",
        "upload/v1beta/files",
        "tunedModels"
      })
  void otherCallsPassThrough(String path) {
    assertThat(post(path, "{}", StubResponse.json("{\"totalTokens\": 3}"))).contains("3");

    assertThat(telemetry.spans()).isEmpty();
  }

  @Test
  void embeddings() {
    post(
        "models/gemini-embedding-001:batchEmbedContents",
        """
        {"requests": [{"content": {"parts": [{"text": "one"}]}},
                      {"content": {"parts": [{"text": "two"}]}}]}
        """,
        StubResponse.json(
            """
            {"embeddings": [{"values": [0, 0.5]}, {"values": [1, 2]}],
             "usageMetadata": {"promptTokenCount": 2}}
            """));

    assertThat(span())
        .hasName("CreateEmbeddings")
        .isEmbedding()
        .hasAttribute("embedding.model_name", "gemini-embedding-001")
        .hasAttribute("embedding.embeddings.0.embedding.text", "one")
        .hasAttribute("embedding.embeddings.1.embedding.vector", java.util.List.of(1.0, 2.0))
        .hasAttribute("llm.token_count.prompt", 2L);
  }

  @Test
  void embeddingsOfVertex() {
    post(
        "publishers/google/models/text-embedding-005:predict",
        "{\"instances\": [{\"content\": \"one\"}]}",
        StubResponse.json(
            """
            {"predictions": [{"embeddings": {"values": [0.5], "statistics": {"token_count": 3}}}]}
            """));

    assertThat(span())
        .isEmbedding()
        .hasAttribute("embedding.embeddings.0.embedding.text", "one")
        .hasAttribute("embedding.embeddings.0.embedding.vector", java.util.List.of(0.5))
        .hasAttribute("llm.token_count.prompt", 3L);
  }

  @Test
  void images() {
    post(
        "models/imagen-4.0-generate-001:predict",
        "{\"instances\": [{\"prompt\": \"a fjord\"}], \"parameters\": {\"sampleCount\": 1}}",
        StubResponse.json(
            "{\"predictions\": [{\"mimeType\": \"image/png\", \"bytesBase64Encoded\": \"AAAA\"}]}"));

    assertThat(span())
        .hasName("GenerateImages")
        .isLlm()
        .hasAttribute("llm.model_name", "imagen-4.0-generate-001")
        .hasAttribute("llm.invocation_parameters", "{\"sampleCount\":1}")
        .hasAttribute(IN + "0.message.content", "a fjord")
        .hasAttribute(
            OUT + "contents.0.message_content.image.image.url", "data:image/png;base64,AAAA");
  }

  @Test
  void cachedContent() {
    post(
        "cachedContents",
        "{\"model\": \"models/gemini-2.5-flash\", \"contents\": [], \"ttl\": \"60s\"}",
        StubResponse.json("{\"name\": \"cachedContents/1\"}"));

    assertThat(span())
        .hasName("Caches.create")
        .isChain()
        .hasJsonAttribute("output.value", "{\"name\": \"cachedContents/1\"}");
  }

  @Test
  void anInteraction() {
    post(
        "interactions",
        """
        {"model": "gemini-2.5-flash", "input": "How deep?", "system_instruction": "Be brief.",
         "tools": [{"type": "function", "name": "depth"}]}
        """,
        StubResponse.json(
            """
            {"id": "i1", "status": "completed", "model": "gemini-2.5-flash",
             "steps": [{"type": "thought", "summary": [{"type": "text", "text": "Hmm."}]},
                       {"type": "function_call", "id": "c1", "name": "depth", "arguments": {"of": 1}},
                       {"type": "model_output", "content": [{"type": "text", "text": "1,308 m"}]}],
             "usage": {"total_input_tokens": 5, "total_output_tokens": 4, "total_thought_tokens": 3,
                       "total_cached_tokens": 2, "total_tokens": 12}}
            """));

    assertThat(span())
        .hasName("Interactions.create")
        .isLlm()
        .hasAttribute("llm.model_name", "gemini-2.5-flash")
        .hasAttribute(IN + "0.message.content", "Be brief.")
        .hasAttribute(IN + "1.message.content", "How deep?")
        .hasAttribute(OUT + "contents.0.message_content.type", "reasoning")
        .hasAttribute(OUT + "tool_calls.0.tool_call.function.arguments", "{\"of\":1}")
        .hasAttribute(OUT + "contents.2.message_content.text", "1,308 m")
        .hasAttribute("llm.finish_reason", "completed")
        .hasAttribute("llm.token_count.prompt", 5L)
        .hasAttribute("llm.token_count.completion", 7L)
        .hasAttribute("llm.token_count.total", 12L);
  }

  @Test
  void anInteractionWithAnAgent() {
    post(
        "interactions",
        "{\"agent\": \"deep-research\", \"input\": [{\"type\": \"text\", \"text\": \"How deep?\"}]}",
        StubResponse.json("{\"id\": \"i1\", \"status\": \"in_progress\"}"));

    assertThat(span())
        .isAgent()
        .hasAttribute("agent.name", "deep-research")
        .hasAttribute(IN + "0.message.content", "How deep?");
  }

  private static StubResponse answerOf(String candidate) {
    return StubResponse.json("{\"candidates\": [" + candidate + "]}");
  }
}
