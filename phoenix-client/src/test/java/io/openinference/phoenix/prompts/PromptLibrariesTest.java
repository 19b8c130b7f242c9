// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.prompts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.anthropic.models.messages.MessageCreateParams;
import com.google.genai.types.Content;
import com.google.genai.types.GenerateContentConfig;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ToolChoice;
import io.openinference.phoenix.FormattedPrompt;
import io.openinference.phoenix.PromptMessage;
import io.openinference.phoenix.PromptVersion;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.prompt.Prompt;

/** Prompts of Phoenix as requests of the libraries. */
class PromptLibrariesTest {

  private static final Map<String, Object> SCHEMA =
      Map.of(
          "type",
          "object",
          "properties",
          Map.of("q", Map.of("type", "string")),
          "required",
          List.of("q"));

  private static PromptVersion.Builder version(String provider) {
    return PromptVersion.builder(provider, "model-1")
        .message("system", "Be {{ mood }}.")
        .message("user", "{{question}} \\{{kept}}")
        .parameter("temperature", 0.5)
        .parameter("top_p", 0.25)
        .tool("search", "Searches.", SCHEMA)
        .toolChoice("one_or_more");
  }

  private static FormattedPrompt prompt(PromptVersion.Builder version) {
    return version.build().format(Map.of("mood", "kind", "question", "Why? $1", "extra", "x"));
  }

  /** Returns a prompt with a call of a tool and its result. */
  private static FormattedPrompt toolLoop(String provider) {
    Map<String, Object> function =
        Map.of("type", "function", "name", "search", "arguments", "{\"q\":\"shoes\"}");
    Map<String, Object> call =
        Map.of("type", "tool_call", "tool_call_id", "c1", "tool_call", function);
    Map<String, Object> result =
        Map.of("type", "tool_result", "tool_call_id", "c1", "tool_result", Map.of("found", 3));
    return PromptVersion.builder(provider, "model-1")
        .message("user", "hi")
        .message(
            PromptMessage.of("ai", List.of(Map.of("type", "text", "text", "Let me look."), call)))
        .message(PromptMessage.of("tool", List.of(result)))
        .build()
        .format(Map.of());
  }

  @Test
  void areRequestsOfOpenAIJava() {
    ChatCompletionCreateParams params =
        OpenAIPrompts.params(
            prompt(
                version("OPENAI").parameter("max_tokens", 100).responseSchema("answer", SCHEMA)));

    assertThat(params.model().asString()).isEqualTo("model-1");
    assertThat(params.messages().get(0).asSystem().content().asText()).isEqualTo("Be kind.");
    assertThat(params.messages().get(1).asUser().content().asText())
        .isEqualTo("Why? $1 \\{{kept}}");
    assertThat(params.temperature()).contains(0.5);
    assertThat(params.maxTokens()).contains(100L);
    assertThat(params.tools().orElseThrow().get(0).function().name()).isEqualTo("search");
    assertThat(params.toolChoice().orElseThrow().asAuto().asString()).isEqualTo("required");
    assertThat(params.responseFormat().orElseThrow().asJsonSchema().jsonSchema().name())
        .isEqualTo("answer");

    ChatCompletionCreateParams loop = OpenAIPrompts.params(toolLoop("OPENAI"));
    assertThat(
            loop.messages().get(1).asAssistant().toolCalls().orElseThrow().get(0).function().name())
        .isEqualTo("search");
    assertThat(loop.messages().get(2).asTool().toolCallId()).isEqualTo("c1");
    assertThat(loop.messages().get(2).asTool().content().asText()).isEqualTo("{\"found\":3}");
    assertThat(loop.messages()).hasSize(3);
  }

  @Test
  void areRequestsOfAnthropicJava() {
    MessageCreateParams params = AnthropicPrompts.params(prompt(version("ANTHROPIC")));

    assertThat(params.model().asString()).isEqualTo("model-1");
    assertThat(params.maxTokens()).isEqualTo(8192);
    assertThat(params.system().orElseThrow().asString()).isEqualTo("Be kind.");
    assertThat(params.messages()).hasSize(1);
    assertThat(params.messages().get(0).content().asBlockParams().get(0).asText().text())
        .startsWith("Why?");
    assertThat(params.temperature()).contains(0.5);
    assertThat(params.tools().orElseThrow().get(0).asTool().name()).isEqualTo("search");
    assertThat(params.toolChoice().orElseThrow().isAny()).isTrue();

    MessageCreateParams loop = AnthropicPrompts.params(toolLoop("ANTHROPIC"));
    assertThat(loop.messages().get(1).content().asBlockParams().get(1).asToolUse().id())
        .isEqualTo("c1");
    assertThat(loop.messages().get(2).content().asBlockParams().get(0).asToolResult().toolUseId())
        .isEqualTo("c1");
    MessageCreateParams other =
        AnthropicPrompts.params(prompt(version("OPENAI").parameter("seed", 1)));
    assertThat(other._additionalBodyProperties()).isEmpty();
  }

  @Test
  void areContentsAndConfigurationOfGoogleGenAI() {
    FormattedPrompt prompt =
        prompt(
            version("GOOGLE").parameter("max_output_tokens", 100).responseSchema("answer", SCHEMA));
    List<Content> contents = GoogleGenAIPrompts.contents(prompt);
    GenerateContentConfig config = GoogleGenAIPrompts.config(prompt);

    assertThat(contents).hasSize(1);
    assertThat(contents.get(0).text()).startsWith("Why?");
    assertThat(config.systemInstruction().orElseThrow().text()).isEqualTo("Be kind.");
    assertThat(config.temperature()).contains(0.5f);
    assertThat(config.maxOutputTokens()).contains(100);
    assertThat(config.responseMimeType()).contains("application/json");
    assertThat(
            config.tools().orElseThrow().get(0).functionDeclarations().orElseThrow().get(0).name())
        .contains("search");
    assertThat(
            config
                .toolConfig()
                .orElseThrow()
                .functionCallingConfig()
                .orElseThrow()
                .mode()
                .orElseThrow()
                .toString())
        .isEqualTo("ANY");

    List<Content> loop = GoogleGenAIPrompts.contents(toolLoop("GOOGLE"));
    assertThat(loop.get(1).role()).contains("model");
    assertThat(loop.get(1).parts().orElseThrow().get(1).functionCall().orElseThrow().args())
        .contains(Map.of("q", "shoes"));
    assertThat(loop.get(2).parts().orElseThrow().get(0).functionResponse().orElseThrow().name())
        .contains("search");
  }

  @Test
  void areRequestsOfLangChain4j() {
    ChatRequest request =
        LangChain4jPrompts.request(
            prompt(
                version("OPENAI").parameter("max_tokens", 100).responseSchema("answer", SCHEMA)));

    assertThat(request.modelName()).isEqualTo("model-1");
    assertThat(request.messages())
        .containsExactly(SystemMessage.from("Be kind."), UserMessage.from("Why? $1 \\{{kept}}"));
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.maxOutputTokens()).isEqualTo(100);
    assertThat(request.toolSpecifications().get(0).name()).isEqualTo("search");
    assertThat(request.toolSpecifications().get(0).parameters().required()).containsExactly("q");
    assertThat(request.toolChoice()).isEqualTo(ToolChoice.REQUIRED);
    assertThat(request.responseFormat().jsonSchema().name()).isEqualTo("answer");

    ChatRequest loop = LangChain4jPrompts.request(toolLoop("OPENAI"));
    assertThat(((AiMessage) loop.messages().get(1)).toolExecutionRequests().get(0).name())
        .isEqualTo("search");
    assertThat(((ToolExecutionResultMessage) loop.messages().get(2)).toolName())
        .isEqualTo("search");
  }

  @Test
  void arePromptsOfSpringAI() {
    Prompt prompt = SpringAIPrompts.prompt(prompt(version("OPENAI").parameter("max_tokens", 100)));

    assertThat(prompt.getOptions().getModel()).isEqualTo("model-1");
    assertThat(prompt.getOptions().getTemperature()).isEqualTo(0.5);
    assertThat(prompt.getOptions().getMaxTokens()).isEqualTo(100);
    assertThat(prompt.getSystemMessage().getText()).isEqualTo("Be kind.");
    assertThat(prompt.getUserMessage().getText()).startsWith("Why?");

    Prompt loop = SpringAIPrompts.prompt(toolLoop("OPENAI"));
    assertThat(((AssistantMessage) loop.getInstructions().get(1)).getToolCalls().get(0).name())
        .isEqualTo("search");
    assertThat(((ToolResponseMessage) loop.getInstructions().get(2)).getResponses().get(0).name())
        .isEqualTo("search");
  }

  @Test
  void needTheirVariables() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> version("OPENAI").build().format(Map.of("mood", "kind")))
        .withMessageContaining("question");
    PromptVersion python =
        PromptVersion.builder("OPENAI", "m")
            .templateFormat("F_STRING")
            .message("user", "{a} {{b}} {a:>3}")
            .build();
    assertThat(python.format(Map.of("a", "1")).messages())
        .extracting(PromptMessage::text)
        .containsExactly("1 {b} 1");
    PromptVersion plain =
        PromptVersion.builder("OPENAI", "m")
            .templateFormat("NONE")
            .message("user", "{a} {{b}}")
            .build();
    assertThat(plain.format(Map.of()).messages())
        .extracting(PromptMessage::text)
        .containsExactly("{a} {{b}}");
  }
}
