// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.ExpectedAttributes.attributes;
import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import io.openinference.semconv.MimeType;
import io.openinference.testing.OpenInferenceExtension;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class LlmSpanTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

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
                .prompt(Prompt.of("arize-phoenix", "p-1", "https://phoenix.example/p-1")),
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
  void recordsMessagesOfText() {
    assertRecorded(
        span ->
            span.inputMessages(
                    List.of(
                        Message.system("Be brief."),
                        Message.user("What is 23 times 87?"),
                        Message.tool("call-1", "2001"),
                        Message.of("developer", "Be kind.")))
                .outputMessages(List.of(Message.assistant("2001"))),
        "llm.input_messages.0.message.role",
        "system",
        "llm.input_messages.0.message.content",
        "Be brief.",
        "llm.input_messages.1.message.role",
        "user",
        "llm.input_messages.1.message.content",
        "What is 23 times 87?",
        "llm.input_messages.2.message.role",
        "tool",
        "llm.input_messages.2.message.content",
        "2001",
        "llm.input_messages.2.message.tool_call_id",
        "call-1",
        "llm.input_messages.3.message.role",
        "developer",
        "llm.input_messages.3.message.content",
        "Be kind.",
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.content",
        "2001");
  }

  @Test
  void recordsToolCallsAndFunctionCalls() {
    Message answer =
        Message.builder("assistant")
            .toolCalls(
                List.of(
                    ToolCall.of("call-1", "multiply", "{\"a\":23}"),
                    ToolCall.builder()
                        .functionName("locate")
                        .functionArguments("{}")
                        .reasoningSignature("CiQB")
                        .build()))
            .build();
    Message legacyAnswer = Message.builder("assistant").functionCall("add", "{\"a\":1}").build();
    Message result = Message.builder("function").name("add").content("3").build();
    assertRecorded(
        span -> span.inputMessages(List.of(result)).outputMessages(List.of(answer, legacyAnswer)),
        "llm.input_messages.0.message.role",
        "function",
        "llm.input_messages.0.message.name",
        "add",
        "llm.input_messages.0.message.content",
        "3",
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.tool_calls.0.tool_call.id",
        "call-1",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.name",
        "multiply",
        "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
        "{\"a\":23}",
        "llm.output_messages.0.message.tool_calls.1.tool_call.function.name",
        "locate",
        "llm.output_messages.0.message.tool_calls.1.tool_call.function.arguments",
        "{}",
        "llm.output_messages.0.message.tool_calls.1.tool_call.reasoning_signature",
        "CiQB",
        "llm.output_messages.1.message.role",
        "assistant",
        "llm.output_messages.1.message.function_call_name",
        "add",
        "llm.output_messages.1.message.function_call_arguments_json",
        "{\"a\":1}");
  }

  @Test
  void recordsTextImageAndAudio() {
    Message question =
        Message.builder("user")
            .contents(
                List.of(
                    MessageContent.text("What is this?"),
                    MessageContent.image("https://example.com/a.png"),
                    MessageContent.audio("https://example.com/a.wav", "audio/wav", "Hello."),
                    MessageContent.audio(null, null, "Hello again.")))
            .build();
    assertRecorded(
        span -> span.inputMessages(List.of(question)),
        "llm.input_messages.0.message.role",
        "user",
        "llm.input_messages.0.message.contents.0.message_content.type",
        "text",
        "llm.input_messages.0.message.contents.0.message_content.text",
        "What is this?",
        "llm.input_messages.0.message.contents.1.message_content.type",
        "image",
        "llm.input_messages.0.message.contents.1.message_content.image.image.url",
        "https://example.com/a.png",
        "llm.input_messages.0.message.contents.2.message_content.type",
        "audio",
        "llm.input_messages.0.message.contents.2.message_content.audio.audio.url",
        "https://example.com/a.wav",
        "llm.input_messages.0.message.contents.2.message_content.audio.audio.mime_type",
        "audio/wav",
        "llm.input_messages.0.message.contents.2.message_content.audio.audio.transcript",
        "Hello.",
        "llm.input_messages.0.message.contents.3.message_content.type",
        "audio",
        "llm.input_messages.0.message.contents.3.message_content.audio.audio.transcript",
        "Hello again.");
  }

  @Test
  void recordsReasoningAndToolUseInOrder() {
    Message answer =
        Message.builder("assistant")
            .contents(
                List.of(
                    MessageContent.builder("reasoning")
                        .id("rs_1")
                        .text("The capital of France.")
                        .encryptedContent("gAAA")
                        .build(),
                    MessageContent.builder("reasoning").data("EmwK").build(),
                    MessageContent.builder("reasoning").text("So.").signature("EuYB").build(),
                    MessageContent.reasoning("Look it up."),
                    MessageContent.toolUse(
                        ToolCall.builder()
                            .id("call-1")
                            .functionName("lookUp")
                            .functionArguments("{}")
                            .reasoningSignature("CiQB")
                            .build()),
                    MessageContent.text("Paris.")))
            .build();
    String contents = "llm.output_messages.0.message.contents.";
    assertRecorded(
        span -> span.outputMessages(List.of(answer)),
        "llm.output_messages.0.message.role",
        "assistant",
        contents + "0.message_content.type",
        "reasoning",
        contents + "0.message_content.id",
        "rs_1",
        contents + "0.message_content.text",
        "The capital of France.",
        contents + "0.message_content.encrypted_content",
        "gAAA",
        contents + "1.message_content.type",
        "reasoning",
        contents + "1.message_content.data",
        "EmwK",
        contents + "2.message_content.type",
        "reasoning",
        contents + "2.message_content.text",
        "So.",
        contents + "2.message_content.signature",
        "EuYB",
        contents + "3.message_content.type",
        "reasoning",
        contents + "3.message_content.text",
        "Look it up.",
        contents + "4.message_content.type",
        "tool_use",
        contents + "4.tool_call.id",
        "call-1",
        contents + "4.tool_call.function.name",
        "lookUp",
        contents + "4.tool_call.function.arguments",
        "{}",
        contents + "4.tool_call.reasoning_signature",
        "CiQB",
        contents + "5.message_content.type",
        "text",
        contents + "5.message_content.text",
        "Paris.");
  }

  @Test
  void recordsTools() {
    assertRecorded(
        span ->
            span.tools(
                List.of(
                    Tool.ofJsonSchema("{\"type\":\"function\"}"),
                    Tool.of("add", "Adds.", "{\"type\":\"object\"}"),
                    Tool.of("search", null, "{}"))),
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
  void recordsTokenCountsWithDetails() {
    assertRecorded(
        span ->
            span.tokenCount(
                TokenCount.builder()
                    .prompt(229)
                    .completion(21L)
                    .total(Integer.valueOf(250))
                    .promptCacheRead(100)
                    .promptCacheWrite(20)
                    .promptAudio(3)
                    .completionReasoning(4)
                    .completionAudio(5)
                    .build()),
        "llm.token_count.prompt",
        229,
        "llm.token_count.completion",
        21,
        "llm.token_count.total",
        250,
        "llm.token_count.prompt_details.cache_read",
        100,
        "llm.token_count.prompt_details.cache_write",
        20,
        "llm.token_count.prompt_details.audio",
        3,
        "llm.token_count.completion_details.reasoning",
        4,
        "llm.token_count.completion_details.audio",
        5);
  }

  @Test
  void addsUpTokensAndCosts() {
    assertRecorded(
        span -> span.tokenCount(TokenCount.of(229, 21)).cost(Cost.of(0.25, 0.5)),
        "llm.token_count.prompt",
        229,
        "llm.token_count.completion",
        21,
        "llm.token_count.total",
        250,
        "llm.cost.prompt",
        0.25,
        "llm.cost.completion",
        0.5,
        "llm.cost.total",
        0.75);
  }

  @Test
  void recordsCostsWithDetails() {
    assertRecorded(
        span ->
            span.cost(
                Cost.builder()
                    .prompt(0.5)
                    .completion(1)
                    .total(new BigDecimal("1.5"))
                    .promptInput(0.1f)
                    .promptCacheRead(0.2)
                    .promptCacheWrite(0.3)
                    .promptCacheInput(0.4)
                    .promptAudio(0.6)
                    .completionOutput(0.7)
                    .completionReasoning(0.8)
                    .completionAudio(0.9)
                    .build()),
        "llm.cost.prompt",
        0.5,
        "llm.cost.completion",
        1.0,
        "llm.cost.total",
        1.5,
        "llm.cost.prompt_details.input",
        0.1f,
        "llm.cost.prompt_details.cache_read",
        0.2,
        "llm.cost.prompt_details.cache_write",
        0.3,
        "llm.cost.prompt_details.cache_input",
        0.4,
        "llm.cost.prompt_details.audio",
        0.6,
        "llm.cost.completion_details.output",
        0.7,
        "llm.cost.completion_details.reasoning",
        0.8,
        "llm.cost.completion_details.audio",
        0.9);
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
  void replacesAListThatIsSetAgain() {
    assertRecorded(
        span ->
            span.outputMessages(List.of(Message.assistant("a"), Message.assistant("b")))
                .outputMessages(List.of(Message.assistant("c"))),
        "llm.output_messages.0.message.role",
        "assistant",
        "llm.output_messages.0.message.content",
        "c");
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
                .invocationParameters(null)
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
                .functionCall(null)
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
                .tools(Arrays.asList(null, Tool.of(null, "Adds.", null)))
                .tokenCount(TokenCount.builder().prompt(null).total(3).build())
                .cost(Cost.builder().prompt(null).total(0.5).build())
                .promptTemplate(PromptTemplate.of("Hi", null, null))
                .prompt(Prompt.of(null, "p-1", null))
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

  private static void assertRecorded(Consumer<LlmSpan> record, Object... namesAndValues) {
    LlmSpan span =
        OpenInferenceTracer.create(telemetry.openTelemetry()).llm("ChatCompletion").startSpan();
    record.accept(span);
    span.end();

    Map<String, Object> expected = attributes(namesAndValues);
    expected.put("openinference.span.kind", "LLM");
    assertThat(telemetry.trace().root()).hasName("ChatCompletion").hasExactlyAttributes(expected);
  }
}
