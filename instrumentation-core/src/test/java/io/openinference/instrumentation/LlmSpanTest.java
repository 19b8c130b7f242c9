// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LlmSpanTest extends AbstractLlmSpanTest {

  @Test
  void recordsBothModelNamesWhereTheyDiffer() {
    assertRecorded(
        span -> span.modelNames("gpt-5", "gpt-5-2026-08-07"),
        "llm.model_name",
        "gpt-5-2026-08-07",
        "llm.request.model_name",
        "gpt-5",
        "llm.response.model_name",
        "gpt-5-2026-08-07");
  }

  @ParameterizedTest
  @CsvSource({"gpt-5,gpt-5", "gpt-5,", ",gpt-5"})
  void recordsOneModelNameOtherwise(@Nullable String requested, @Nullable String answering) {
    assertRecorded(
        span -> span.modelNames(requested, null).modelNames(null, answering),
        "llm.model_name",
        "gpt-5");
  }

  @Test
  void remembersTheRequestedModelName() {
    assertRecorded(
        span -> span.modelNames("auto", null).modelNames(null, "gpt-5"),
        "llm.model_name",
        "gpt-5",
        "llm.request.model_name",
        "auto",
        "llm.response.model_name",
        "gpt-5");
  }

  @Test
  void recordsTheCall() {
    assertRecorded(
        span ->
            span.system(LlmSystem.OPENAI)
                .provider(LlmProvider.AZURE)
                .modelName("gpt-4o-2024-08-06")
                .requestModelName("gpt-4o")
                .responseModelName("gpt-4o-2024-08-06")
                .invocationParameters("{\"temperature\":0.1}")
                .input("{\"model\":\"gpt-4o\"}", MimeType.JSON)
                .output("{\"id\":\"c-1\"}", MimeType.JSON)
                .finishReason("stop")
                .functionCall("{\"name\":\"f\"}")
                .prompt(PromptReference.of("arize-phoenix", "p-1", "https://phoenix.example/p-1")),
        "llm.system",
        "openai",
        "llm.provider",
        "azure",
        "llm.model_name",
        "gpt-4o-2024-08-06",
        "llm.request.model_name",
        "gpt-4o",
        "llm.response.model_name",
        "gpt-4o-2024-08-06",
        "llm.invocation_parameters",
        "{\"temperature\":0.1}",
        "input.value",
        "{\"model\":\"gpt-4o\"}",
        "input.mime_type",
        "application/json",
        "output.value",
        "{\"id\":\"c-1\"}",
        "output.mime_type",
        "application/json",
        "llm.finish_reason",
        "stop",
        "llm.function_call",
        "{\"name\":\"f\"}",
        "prompt.vendor",
        "arize-phoenix",
        "prompt.id",
        "p-1",
        "prompt.url",
        "https://phoenix.example/p-1");
  }

  @Test
  void takesSystemsAndProvidersThatAreNotWellKnown() {
    assertRecorded(
        span -> span.system("acme").provider("acme-cloud"),
        "llm.system",
        "acme",
        "llm.provider",
        "acme-cloud");
  }

  @Test
  void recordsTools() {
    assertRecorded(
        span ->
            span.tools(
                List.of(
                    ToolDefinition.ofJsonSchema("{\"type\":\"function\"}"),
                    ToolDefinition.of("add", "Adds.", "{\"type\":\"object\"}"),
                    ToolDefinition.of("search", null, "{}"))),
        "llm.tools.0.tool.json_schema",
        "{\"type\":\"function\"}",
        "llm.tools.1.tool.name",
        "add",
        "llm.tools.1.tool.description",
        "Adds.",
        "llm.tools.1.tool.json_schema",
        "{\"type\":\"object\"}",
        "llm.tools.2.tool.name",
        "search",
        "llm.tools.2.tool.json_schema",
        "{}");
  }

  @Test
  void recordsPromptsAndChoicesOfACompletion() {
    assertRecorded(
        span -> span.prompts(List.of("def fib(n):", "def f(n):")).choices(List.of("return n")),
        "llm.prompts.0.prompt.text",
        "def fib(n):",
        "llm.prompts.1.prompt.text",
        "def f(n):",
        "llm.choices.0.completion.text",
        "return n");
  }

  @Test
  void recordsThePromptTemplate() {
    assertRecorded(
        span -> span.promptTemplate(PromptTemplate.of("Answer {q}", Map.of("q", "Why?"), "v2")),
        "llm.prompt_template.template",
        "Answer {q}",
        "llm.prompt_template.variables",
        "{\"q\":\"Why?\"}",
        "llm.prompt_template.version",
        "v2");
  }

  @Test
  void recordsNothingForWhatIsMissing() {
    String text = null;
    Collection<Message> noMessages = null;
    assertRecorded(
        span ->
            span.system((LlmSystem) null)
                .system(text)
                .provider((LlmProvider) null)
                .provider(text)
                .modelName(null)
                .requestModelName(null)
                .responseModelName(null)
                .invocationParameters((String) null)
                .input(null)
                .input(null, null)
                .inputJson(null)
                .output(null)
                .output(null, null)
                .outputJson(null)
                .metadata(null)
                .tags(null)
                .sessionId(null)
                .userId(null)
                .promptTemplate(null)
                .graphNode(null)
                .annotations(AnnotationScope.SPAN, null)
                .evaluations(AnnotationScope.TRACE, null)
                .recordException(null)
                .functionCall((String) null)
                .finishReason(null)
                .tokenCount(null)
                .cost(null)
                .prompt(null)
                .inputMessages(noMessages)
                .outputMessages(noMessages)
                .tools(null)
                .prompts(null)
                .choices(null));
  }

  @Test
  void recordsWhatIsThereOfPartsThatAreMissing() {
    Message message =
        Message.builder(null)
            .content(null)
            .contents(Arrays.asList(null, MessageContent.text(null), MessageContent.image(null)))
            .toolCalls(Arrays.asList(null, ToolCall.of(null, "add", null)))
            .build();
    assertRecorded(
        span ->
            span.inputMessages(Arrays.asList(Message.user(null), null, message))
                .outputMessages(List.of(Message.builder("assistant").contents(null).build()))
                .tools(Arrays.asList(null, ToolDefinition.of(null, "Adds.", null)))
                .tokenCount(TokenCount.builder().prompt(null).total(3).build())
                .cost(Cost.builder().prompt(null).total(0.5).build())
                .promptTemplate(PromptTemplate.of("Hi", null, null))
                .prompt(PromptReference.of(null, "p-1", null))
                .graphNode(GraphNode.of(null, "plan", null)),
        "llm.input_messages.0.message.role",
        "user",
        "llm.input_messages.1.message.contents.0.message_content.type",
        "text",
        "llm.input_messages.1.message.contents.1.message_content.type",
        "image",
        "llm.input_messages.1.message.tool_calls.0.tool_call.function.name",
        "add",
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.tools.0.tool.description",
        "Adds.",
        "llm.token_count.total",
        3,
        "llm.cost.total",
        0.5,
        "llm.prompt_template.template",
        "Hi",
        "prompt.id",
        "p-1",
        "graph.node.name",
        "plan");
  }
}
