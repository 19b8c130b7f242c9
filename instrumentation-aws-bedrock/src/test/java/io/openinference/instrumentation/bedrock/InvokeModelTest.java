// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.openinference.testing.StubResponse;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class InvokeModelTest extends AbstractBedrockTest {

  private static final Map<String, Object> THOUGHT_AND_ANSWER =
      Map.of(
          "llm.output_messages.0.message.role", "assistant",
          "llm.output_messages.0.message.contents.0.message_content.type", "reasoning",
          "llm.output_messages.0.message.contents.0.message_content.text", "Greet.",
          "llm.output_messages.0.message.contents.1.message_content.type", "text",
          "llm.output_messages.0.message.contents.1.message_content.text", "Hello");

  @Test
  void thoughtsOfGptOss() {
    answer(
        "{\"choices\": [{\"index\": 0, \"message\": {\"role\": \"assistant\", \"content\":"
            + " \"<reasoning>Greet.</reasoning>Hello\"}}]}");

    invoke(
        "openai.gpt-oss-20b-1:0",
        "{\"messages\": [{\"role\": \"assistant\", \"content\": \"<reasoning>Ask.</reasoning>\"},"
            + " {\"role\": \"user\", \"content\": \"<reasoning>No.</reasoning>\"}]}");

    assertThat(attributes(span(), "llm.output_messages")).isEqualTo(THOUGHT_AND_ANSWER);
    assertThat(attributes(span(), "llm.input_messages"))
        .isEqualTo(
            Map.of(
                "llm.input_messages.0.message.role", "assistant",
                "llm.input_messages.0.message.contents.0.message_content.type", "reasoning",
                "llm.input_messages.0.message.contents.0.message_content.text", "Ask.",
                "llm.input_messages.1.message.role", "user",
                "llm.input_messages.1.message.content", "<reasoning>No.</reasoning>"));
  }

  @Test
  void streamedThoughtsOfGptOss() {
    answerEvents(
        Stream.of("<reaso", "ning>Greet.</", "reasoning>Hel", "lo")
            .map(
                text ->
                    "{\"choices\": [{\"index\": 0, \"delta\": {\"content\": \"" + text + "\"}}]}")
            .map(Frames::chunk)
            .toArray(String[]::new));

    stream("openai.gpt-oss-20b-1:0", "{\"messages\": []}");

    assertThat(attributes(span(), "llm.output_messages")).isEqualTo(THOUGHT_AND_ANSWER);
  }

  @Test
  void claudesToolsAndThinking() {
    answerEvents(
        Stream.of(
                "{\"type\": \"content_block_start\", \"index\": 0, \"content_block\": {\"type\":"
                    + " \"thinking\", \"thinking\": \"\"}}",
                "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\":"
                    + " \"thinking_delta\", \"thinking\": \"Hm\"}}",
                "{\"type\": \"content_block_delta\", \"index\": 0, \"delta\": {\"type\":"
                    + " \"signature_delta\", \"signature\": \"sig\"}}",
                "{\"type\": \"content_block_start\", \"index\": 1, \"content_block\": {\"type\":"
                    + " \"tool_use\", \"id\": \"t1\", \"name\": \"depth\", \"input\": {}}}",
                "{\"type\": \"content_block_delta\", \"index\": 1, \"delta\": {\"type\":"
                    + " \"input_json_delta\", \"partial_json\": \"{\\\"n\\\":\"}}",
                "{\"type\": \"content_block_delta\", \"index\": 1, \"delta\": {\"type\":"
                    + " \"input_json_delta\", \"partial_json\": \"0}\"}}",
                "{\"type\": \"message_delta\", \"delta\": {\"stop_reason\": \"tool_use\"},"
                    + " \"usage\": {\"output_tokens\": 7}}")
            .map(Frames::chunk)
            .toArray(String[]::new));

    stream(
        CLAUDE,
        """
        {"anthropic_version": "bedrock-2023-05-31", "system": "Brief.",
         "tools": [{"name": "depth", "input_schema": {"type": "object"}}],
         "messages": [{"role": "user", "content": [
            {"type": "tool_result", "tool_use_id": "t0", "content": "deep"},
            {"type": "image", "source": {"type": "base64", "media_type": "image/png", "data": "cGl4ZWxz"}}]}]}
        """);

    String out = "llm.output_messages.0.message.";
    assertThat(attributes(span()))
        .containsEntry("llm.tools.0.tool.name", "depth")
        .containsEntry("llm.input_messages.0.message.content", "Brief.")
        .containsEntry("llm.input_messages.1.message.role", "tool")
        .containsEntry("llm.input_messages.1.message.tool_call_id", "t0")
        .containsEntry("llm.input_messages.1.message.content", "deep")
        .containsEntry(
            "llm.input_messages.2.message.contents.0.message_content.image.image.url",
            "data:image/png;base64,cGl4ZWxz")
        .containsEntry(out + "contents.0.message_content.type", "reasoning")
        .containsEntry(out + "contents.0.message_content.text", "Hm")
        .containsEntry(out + "contents.0.message_content.signature", "sig")
        .containsEntry(out + "tool_calls.0.tool_call.id", "t1")
        .containsEntry(out + "tool_calls.0.tool_call.function.arguments", "{\"n\":0}")
        .containsEntry("llm.finish_reason", "tool_use");
  }

  @Test
  void embeddings() {
    answer("{\"embedding\": [0.5, 0.25], \"inputTextTokenCount\": 3}");
    invoke("amazon.titan-embed-text-v2:0", "{\"inputText\": \"Hello\", \"dimensions\": 256}");
    answer("{\"embeddings\": {\"float\": [[0.5], [0.25]]}, \"texts\": [\"a\", \"b\"]}");
    invoke(
        "cohere.embed-english-v3", "{\"texts\": [\"a\", \"b\"], \"input_type\": \"search_query\"}");
    answer("{\"embeddingsByType\": {\"binary\": [1, 0]}, \"inputTextTokenCount\": 0}");
    invoke(
        "amazon.titan-embed-text-v2:0",
        "{\"inputText\": \"Hello\", \"embeddingTypes\": [\"binary\"]}");

    var spans = telemetry.awaitSpans(3);
    assertThat(spans).allSatisfy(span -> assertThat(span.getName()).isEqualTo("CreateEmbeddings"));
    assertThat(attributes(spans.get(0)))
        .containsEntry("openinference.span.kind", "EMBEDDING")
        .containsEntry("embedding.model_name", "amazon.titan-embed-text-v2:0")
        .containsEntry("embedding.embeddings.0.embedding.text", "Hello")
        .containsEntry("embedding.embeddings.0.embedding.vector", java.util.List.of(0.5, 0.25))
        .containsEntry("llm.token_count.prompt", 3L)
        .doesNotContainKeys("llm.system", "llm.provider");
    assertThat(attributes(spans.get(1)))
        .containsEntry("embedding.embeddings.1.embedding.text", "b")
        .containsEntry("embedding.embeddings.1.embedding.vector", java.util.List.of(0.25));
    assertThat(attributes(spans.get(2)))
        .containsEntry("embedding.embeddings.0.embedding.vector", java.util.List.of(1.0, 0.0))
        .containsEntry("llm.token_count.prompt", 0L);
  }

  @Test
  void embeddingsOfInputsWithSeveralParts() {
    answer("{\"embeddings\": {\"float\": [[0.5], [0]]}}");

    invoke(
        "global.cohere.embed-v4:0",
        """
        {"inputs": [{"content": [{"type": "text", "text": "a"}, {"type": "text", "text": "b"}]},
                    {"content": [{"type": "image_url", "image_url": {"url": "data:image/png;base64,AA"}}]}]}
        """);

    assertThat(attributes(span(), "embedding.embeddings"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "embedding.embeddings.0.embedding.text",
                "ab",
                "embedding.embeddings.0.embedding.vector",
                java.util.List.of(0.5),
                // An image, which has no text.
                "embedding.embeddings.1.embedding.text",
                "",
                "embedding.embeddings.1.embedding.vector",
                java.util.List.of(0.0)));
  }

  static Stream<Arguments> failures() {
    return Stream.of(
        arguments("openai.gpt-oss-20b-1:0", "{\"error\": {\"message\": \"overloaded\"}}"),
        arguments(
            "us.anthropic.claude-3-haiku-20240307-v1:0",
            "{\"type\": \"error\", \"error\": {\"type\": \"overloaded_error\", \"message\":"
                + " \"overloaded\"}}"),
        arguments("meta.llama3-8b-instruct-v1:0", "{\"message\": \"overloaded\"}"),
        arguments(
            "qwen.qwen3-32b-v1:0",
            "{\"object\": \"error\", \"message\": \"overloaded\", \"code\": 503}"),
        arguments("amazon.nova-canvas-v1:0", "{\"images\": [], \"error\": \"overloaded\"}"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void aFailureInsideOfASuccess(String model, String answer) {
    answer(answer);

    invoke(model, "{\"prompt\": \"Hello\"}");

    assertThat(span().getStatus().getStatusCode()).isEqualTo(StatusCode.ERROR);
    assertThat(span().getStatus().getDescription()).isEqualTo("overloaded");
  }

  @Test
  void cohereRecordsHistoryAndResultsOfTools() {
    answer("{\"text\": \"Deep.\", \"finish_reason\": \"COMPLETE\"}");

    invoke(
        "cohere.command-r-v1:0",
        """
        {"message": "And?", "chat_history": [
           {"role": "USER", "message": "How deep?"},
           {"role": "CHATBOT", "message": "I look.", "tool_calls": [{"name": "depth", "parameters": {"of": 0}}]},
           {"role": "TOOL", "tool_results": [{"call": {"name": "depth"}, "outputs": [{"m": 0}]}]}],
         "tool_results": [{"call": {"name": "width", "parameters": {}}, "outputs": [{"m": 9}]}]}
        """);

    assertThat(attributes(span(), "llm.input_messages"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("llm.input_messages.0.message.role", "user"),
                Map.entry("llm.input_messages.0.message.content", "How deep?"),
                Map.entry("llm.input_messages.1.message.role", "assistant"),
                Map.entry("llm.input_messages.1.message.contents.0.message_content.type", "text"),
                Map.entry(
                    "llm.input_messages.1.message.contents.0.message_content.text", "I look."),
                Map.entry(
                    "llm.input_messages.1.message.contents.1.message_content.type", "tool_use"),
                Map.entry(
                    "llm.input_messages.1.message.contents.1.tool_call.function.name", "depth"),
                Map.entry(
                    "llm.input_messages.1.message.contents.1.tool_call.function.arguments",
                    "{\"of\":0}"),
                Map.entry(
                    "llm.input_messages.1.message.tool_calls.0.tool_call.function.name", "depth"),
                Map.entry(
                    "llm.input_messages.1.message.tool_calls.0.tool_call.function.arguments",
                    "{\"of\":0}"),
                Map.entry("llm.input_messages.2.message.role", "tool"),
                Map.entry("llm.input_messages.2.message.name", "depth"),
                Map.entry("llm.input_messages.2.message.content", "[{\"m\":0}]"),
                Map.entry("llm.input_messages.3.message.role", "user"),
                Map.entry("llm.input_messages.3.message.content", "And?"),
                Map.entry("llm.input_messages.4.message.role", "tool"),
                Map.entry("llm.input_messages.4.message.name", "width"),
                Map.entry("llm.input_messages.4.message.content", "[{\"m\":9}]")));
  }

  @Test
  void reranking() {
    answer("{\"results\": [{\"index\": 1, \"relevance_score\": 0.0}]}");

    invoke(
        "cohere.rerank-v3-5:0",
        "{\"query\": \"depth\", \"documents\": [\"a\", \"b\"], \"top_n\": 1, \"api_version\": 2}");

    assertThat(attributes(span(), "reranker", "openinference"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "openinference.span.kind", "RERANKER",
                "reranker.query", "depth",
                "reranker.model_name", "cohere.rerank-v3-5:0",
                "reranker.top_k", 1L,
                "reranker.input_documents.0.document.content", "a",
                "reranker.input_documents.1.document.content", "b",
                "reranker.output_documents.0.document.content", "b",
                "reranker.output_documents.0.document.score", 0.0));
  }

  @Test
  void images() {
    answer("{\"images\": [\"cGl4ZWxz\"]}");

    invoke(
        "amazon.nova-canvas-v1:0",
        "{\"taskType\": \"TEXT_IMAGE\", \"textToImageParams\": {\"text\": \"A fjord\"}}");

    assertThat(attributes(span()))
        .containsEntry("llm.input_messages.0.message.content", "A fjord")
        .containsEntry(
            "llm.output_messages.0.message.contents.0.message_content.image.image.url",
            "data:image/png;base64,cGl4ZWxz");
  }

  @Test
  void aBodyThatIsNoJsonReachesTheApplicationAsItIs() {
    enqueue(StubResponse.text(200, "not json {"));

    assertThat(invoke("mistral.mistral-7b-instruct-v0:2", "neither")).isEqualTo("not json {");

    assertThat(attributes(span())).containsEntry("output.value", "not json {");
  }
}
