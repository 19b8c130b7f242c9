// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.ProviderExchange.TOKENS;
import static io.openinference.instrumentation.langchain4j.StubAnswers.chat;
import static io.openinference.instrumentation.langchain4j.StubAnswers.json;
import static java.util.Map.entry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.mistralai.MistralAiEmbeddingModel;
import dev.langchain4j.model.mistralai.MistralAiFimModel;
import dev.langchain4j.model.mistralai.MistralAiModerationModel;
import dev.langchain4j.model.moderation.ModerationModel;
import io.openinference.testing.StubResponse;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * Mistral's embeddings, moderation and completion of code, through LangChain4j's own models of
 * them.
 */
class MistralTest extends RunDoorTest {

  @Test
  void recordsMistralsEmbeddings() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'e1', 'object': 'list', 'model': 'mistral-embed', 'data': [{'object':"
                    + " 'embedding', 'embedding': [0.5, 0.0], 'index': 0}], 'usage':"
                    + " {'prompt_tokens': 3, 'completion_tokens': 0, 'total_tokens': 3}}")));
    EmbeddingModel model =
        MistralAiEmbeddingModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("mistral-embed")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).embed("How deep?");

    assertThat(attributes(telemetry.spans().get(0)))
        .isEqualTo(ProviderExchange.embedding("mistral-embed"));
  }

  @Test
  void recordsMistralsModeration() {
    server.enqueue(
        StubResponse.json(
            json(
                "{'id': 'm1', 'model': 'mistral-moderation-2411', 'results': [{'categories':"
                    + " {'sexual': false, 'hate_and_discrimination': false,"
                    + " 'violence_and_threats': true, 'dangerous_and_criminal_content': false,"
                    + " 'selfharm': false, 'health': false, 'financial': false, 'law': false,"
                    + " 'pii': false}, 'category_scores': {'violence_and_threats': 0.9}}]}")));
    ModerationModel model =
        new MistralAiModerationModel.Builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("mistral-moderation-latest")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).moderate("How deep?");

    assertThat(attributes(telemetry.spans().get(0)))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "GUARDRAIL"),
                entry("input.value", "How deep?"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "{\"flagged\":true,\"flagged_text\":\"How deep?\"}"),
                entry("output.mime_type", "application/json")));
  }

  @Test
  void recordsMistralsCompletionOfCode() {
    server.enqueue(
        chat(
            "codestral-2501",
            "{'role': 'assistant', 'content': 'return 0;'}",
            "stop",
            "{'prompt_tokens': 20, 'completion_tokens': 9, 'total_tokens': 29}"));
    LanguageModel model =
        MistralAiFimModel.builder()
            .baseUrl(server.baseUrl())
            .apiKey("key")
            .modelName("codestral-latest")
            .maxRetries(0)
            .build();

    TracedParts.traced(door, model, instrumentor).generate("int depth() {");

    assertThat(attributes(telemetry.spans().get(0)))
        .isEqualTo(
            Map.ofEntries(
                entry("openinference.span.kind", "LLM"),
                entry("llm.system", "mistralai"),
                entry("llm.provider", "mistralai"),
                entry("llm.model_name", "codestral-latest"),
                entry("llm.prompts.0.prompt.text", "int depth() {"),
                entry("llm.choices.0.completion.text", "return 0;"),
                entry("llm.finish_reason", "stop"),
                entry("input.value", "int depth() {"),
                entry("input.mime_type", "text/plain"),
                entry("output.value", "return 0;"),
                entry("output.mime_type", "text/plain"),
                entry(TOKENS + "prompt", 20L),
                entry(TOKENS + "completion", 9L),
                entry(TOKENS + "total", 29L)));
  }
}
