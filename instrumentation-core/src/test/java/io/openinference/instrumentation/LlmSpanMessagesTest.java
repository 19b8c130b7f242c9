// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.List;
import org.junit.jupiter.api.Test;

class LlmSpanMessagesTest extends AbstractLlmSpanTest {

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
  void listsHaveNoHoles() {
    ToolCall noCall = ToolCall.of(null, null, null);
    Message parts =
        Message.builder("user")
            .contents(
                List.of(
                    MessageContent.text("a"),
                    MessageContent.builder(null).build(),
                    MessageContent.text("b")))
            .build();
    Message calls =
        Message.builder("assistant")
            .toolCalls(List.of(noCall, ToolCall.of("call-1", "add", "{}"), noCall))
            .build();
    assertRecorded(
        span ->
            span.inputMessages(List.of(Message.of(null, null), parts, calls))
                .tools(
                    List.of(
                        ToolDefinition.of(null, null, null), ToolDefinition.ofJsonSchema("{}"))),
        "llm.input_messages.0.message.content",
        "",
        "llm.input_messages.1.message.role",
        "user",
        "llm.input_messages.1.message.contents.0.message_content.type",
        "text",
        "llm.input_messages.1.message.contents.0.message_content.text",
        "a",
        "llm.input_messages.1.message.contents.1.message_content.type",
        "text",
        "llm.input_messages.1.message.contents.1.message_content.text",
        "b",
        "llm.input_messages.2.message.role",
        "assistant",
        "llm.input_messages.2.message.tool_calls.0.tool_call.id",
        "call-1",
        "llm.input_messages.2.message.tool_calls.0.tool_call.function.name",
        "add",
        "llm.input_messages.2.message.tool_calls.0.tool_call.function.arguments",
        "{}",
        "llm.tools.0.tool.name",
        "",
        "llm.tools.1.tool.json_schema",
        "{}");
  }

  @Test
  void messagesThatSayNothingAreNotRecorded() {
    assertRecorded(
        span -> span.outputMessages(List.of(Message.of(null, null), Message.of(null, null))));
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
}
