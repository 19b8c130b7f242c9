// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ConversationRole;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseRequest;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseResponse;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.PromptVariableValues;
import software.amazon.awssdk.services.bedrockruntime.model.SystemContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.Tool;
import software.amazon.awssdk.services.bedrockruntime.model.ToolResultContentBlock;

class ConverseTest extends AbstractBedrockTest {

  static final String ANSWER =
      """
      {"output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}},
       "stopReason": "end_turn", "usage": {"inputTokens": 5, "outputTokens": 7, "totalTokens": 12},
       "newField": {"kept": true}}
      """;

  private static ContentBlock text(String text) {
    return ContentBlock.fromText(text);
  }

  private static Message message(ConversationRole role, ContentBlock... content) {
    return Message.builder().role(role).content(content).build();
  }

  private static ConverseRequest.Builder request(Message... messages) {
    return ConverseRequest.builder().modelId(CLAUDE).messages(messages);
  }

  @Test
  void thoughtsBetweenTags() {
    answer(ANSWER.replace("Hi", "<think>\\nGreet.\\n</think>\\n\\nHi"));

    sync()
        .converse(
            request(message(ConversationRole.USER, text("Hello")))
                .modelId("qwen.qwen3-32b-v1:0")
                .build());

    assertThat(attributes(span(), "llm.output_messages"))
        .isEqualTo(
            Map.of(
                "llm.output_messages.0.message.role", "assistant",
                "llm.output_messages.0.message.contents.0.message_content.type", "reasoning",
                "llm.output_messages.0.message.contents.0.message_content.text", "Greet.",
                "llm.output_messages.0.message.contents.1.message_content.type", "text",
                "llm.output_messages.0.message.contents.1.message_content.text", "Hi"));
  }

  @Test
  void aCallHasTheseAttributes() {
    answer(ANSWER);

    ConverseResponse response =
        sync()
            .converse(
                request(message(ConversationRole.USER, text("Hello")))
                    .system(SystemContentBlock.fromText("Be brief."))
                    .inferenceConfig(config -> config.maxTokens(0).temperature(0.0f))
                    .additionalModelRequestFields(
                        Document.mapBuilder().putNumber("top_k", 3).build())
                    .build());

    assertThat(response.output().message().content().get(0).text()).isEqualTo("Hi");
    SpanData span = span();
    assertThat(span.getName()).isEqualTo("bedrock.converse");
    assertThat(span.getStatus().getStatusCode()).isEqualTo(StatusCode.OK);
    assertThat(attributes(span))
        .containsEntry(
            "input.value",
            "{\"messages\":[{\"role\":\"user\",\"content\":[{\"text\":\"Hello\"}]}],"
                + "\"system\":[{\"text\":\"Be brief.\"}],"
                + "\"inferenceConfig\":{\"maxTokens\":0,\"temperature\":0.0},"
                + "\"additionalModelRequestFields\":{\"top_k\":3}}")
        .containsEntry("output.value", ANSWER)
        .hasSize(19);
    assertThat(attributes(span, "llm", "openinference", "input.mime", "output.mime"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("openinference.span.kind", "LLM"),
                Map.entry("llm.provider", "aws"),
                Map.entry("llm.system", "anthropic"),
                Map.entry("llm.model_name", CLAUDE),
                Map.entry("input.mime_type", "application/json"),
                Map.entry("output.mime_type", "application/json"),
                Map.entry(
                    "llm.invocation_parameters",
                    "{\"maxTokens\":0,\"temperature\":0.0,\"top_k\":3}"),
                Map.entry("llm.input_messages.0.message.role", "system"),
                Map.entry("llm.input_messages.0.message.content", "Be brief."),
                Map.entry("llm.input_messages.1.message.role", "user"),
                Map.entry("llm.input_messages.1.message.content", "Hello"),
                Map.entry("llm.output_messages.0.message.role", "assistant"),
                Map.entry("llm.output_messages.0.message.content", "Hi"),
                Map.entry("llm.finish_reason", "end_turn"),
                Map.entry("llm.token_count.prompt", 5L),
                Map.entry("llm.token_count.completion", 7L),
                Map.entry("llm.token_count.total", 12L)));
  }

  @Test
  void tokensOfTheCacheAreParts() {
    answer(
        """
        {"output": {"message": {"role": "assistant", "content": [{"text": "Hi"}]}},
         "usage": {"inputTokens": 5, "outputTokens": 7, "totalTokens": 1512,
                   "cacheReadInputTokens": 1500, "cacheWriteInputTokens": 0}}
        """);

    sync().converse(request(message(ConversationRole.USER, text("Hello"))).build());

    assertThat(attributes(span(), "llm.token_count"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.of(
                "llm.token_count.prompt", 1505L,
                "llm.token_count.completion", 7L,
                "llm.token_count.total", 1512L,
                "llm.token_count.prompt_details.cache_read", 1500L,
                "llm.token_count.prompt_details.cache_write", 0L));
  }

  @Test
  void toolsTheirCallsAndResults() {
    answer(
        """
        {"output": {"message": {"role": "assistant", "content": [
           {"reasoningContent": {"reasoningText": {"text": "Hm", "signature": "sig"}}},
           {"reasoningContent": {"redactedContent": "cmVkYWN0ZWQ="}},
           {"text": "I look."},
           {"toolUse": {"toolUseId": "t3", "name": "depth", "input": {"of": "fjord", "n": 0}}}]}},
         "stopReason": "tool_use"}
        """);

    sync()
        .converse(
            request(
                    message(
                        ConversationRole.ASSISTANT,
                        ContentBlock.fromToolUse(
                            use ->
                                use.toolUseId("t1")
                                    .name("depth")
                                    .input(Document.mapBuilder().build()))),
                    message(
                        ConversationRole.USER,
                        ContentBlock.fromToolResult(
                            result ->
                                result
                                    .toolUseId("t1")
                                    .content(ToolResultContentBlock.fromText("deep"))),
                        ContentBlock.fromToolResult(
                            result ->
                                result
                                    .toolUseId("t2")
                                    .status("error")
                                    .content(
                                        ToolResultContentBlock.fromJson(
                                            Document.mapBuilder().putNumber("m", 1308).build()))),
                        text("And now?")))
                .toolConfig(
                    config ->
                        config.tools(
                            Tool.fromToolSpec(
                                spec -> spec.name("depth").description("Tells depths."))))
                .build());

    SpanData span = span();
    assertThat(attributes(span, "llm.input_messages", "llm.tools"))
        .containsExactlyInAnyOrderEntriesOf(
            Map.ofEntries(
                Map.entry("llm.tools.0.tool.name", "depth"),
                Map.entry("llm.tools.0.tool.description", "Tells depths."),
                Map.entry(
                    "llm.tools.0.tool.json_schema",
                    "{\"toolSpec\":{\"name\":\"depth\",\"description\":\"Tells depths.\"}}"),
                Map.entry("llm.input_messages.0.message.role", "assistant"),
                Map.entry(
                    "llm.input_messages.0.message.contents.0.message_content.type", "tool_use"),
                Map.entry("llm.input_messages.0.message.contents.0.tool_call.id", "t1"),
                Map.entry(
                    "llm.input_messages.0.message.contents.0.tool_call.function.name", "depth"),
                Map.entry(
                    "llm.input_messages.0.message.contents.0.tool_call.function.arguments", "{}"),
                Map.entry("llm.input_messages.0.message.tool_calls.0.tool_call.id", "t1"),
                Map.entry(
                    "llm.input_messages.0.message.tool_calls.0.tool_call.function.name", "depth"),
                Map.entry(
                    "llm.input_messages.0.message.tool_calls.0.tool_call.function.arguments", "{}"),
                Map.entry("llm.input_messages.1.message.role", "tool"),
                Map.entry("llm.input_messages.1.message.tool_call_id", "t1"),
                Map.entry("llm.input_messages.1.message.content", "deep"),
                Map.entry("llm.input_messages.2.message.role", "tool"),
                Map.entry("llm.input_messages.2.message.tool_call_id", "t2"),
                Map.entry("llm.input_messages.2.message.content", "{\"m\":1308}"),
                Map.entry("llm.input_messages.3.message.role", "user"),
                Map.entry("llm.input_messages.3.message.content", "And now?")));
    String contents = "llm.output_messages.0.message.contents.";
    assertThat(attributes(span, contents))
        .containsEntry(contents + "0.message_content.type", "reasoning")
        .containsEntry(contents + "0.message_content.text", "Hm")
        .containsEntry(contents + "0.message_content.signature", "sig")
        .containsEntry(contents + "1.message_content.type", "reasoning")
        .containsEntry(contents + "1.message_content.data", "cmVkYWN0ZWQ=")
        .containsEntry(contents + "2.message_content.text", "I look.")
        .containsEntry(contents + "3.message_content.type", "tool_use");
    assertThat(attributes(span))
        .containsEntry(
            "llm.output_messages.0.message.tool_calls.0.tool_call.function.arguments",
            "{\"of\":\"fjord\",\"n\":0}")
        .containsEntry("llm.finish_reason", "tool_use");
  }

  @Test
  void imagesDocumentsAndVideos() {
    answer(ANSWER);

    sync()
        .converse(
            request(
                    message(
                        ConversationRole.USER,
                        ContentBlock.fromImage(
                            image ->
                                image
                                    .format("png")
                                    .source(
                                        source -> source.bytes(SdkBytes.fromUtf8String("pixels")))),
                        ContentBlock.fromImage(
                            image ->
                                image
                                    .format("jpeg")
                                    .source(source -> source.s3Location(s3 -> s3.uri("s3://b/i")))),
                        ContentBlock.fromDocument(
                            document ->
                                document
                                    .name("Depths")
                                    .format("pdf")
                                    .source(
                                        source -> source.bytes(SdkBytes.fromUtf8String("%PDF")))),
                        ContentBlock.fromVideo(
                            video ->
                                video
                                    .format("mp4")
                                    .source(
                                        source -> source.s3Location(s3 -> s3.uri("s3://b/v"))))))
                .build());

    String contents = "llm.input_messages.0.message.contents.";
    assertThat(attributes(span()))
        .containsEntry(
            contents + "0.message_content.image.image.url", "data:image/png;base64,cGl4ZWxz")
        .containsEntry(contents + "1.message_content.image.image.url", "s3://b/i")
        .containsEntry(
            contents + "2.message_content.document.document.url",
            "data:application/pdf;base64,JVBERg==")
        .containsEntry(contents + "2.message_content.document.document.name", "Depths")
        .containsEntry(contents + "3.message_content.video.video.url", "s3://b/v");
  }

  @Test
  void variablesOfAPrompt() {
    answer(ANSWER);

    sync()
        .converse(
            request ->
                request
                    .modelId("arn:aws:bedrock:us-east-1:123456789012:prompt/P1:1")
                    .promptVariables(
                        Map.of("what", PromptVariableValues.builder().text("fjord").build())));

    assertThat(attributes(span()))
        .containsEntry("llm.prompt_template.variables", "{\"what\":\"fjord\"}");
  }

  static Stream<Arguments> ids() {
    String arn = "arn:aws:bedrock:us-east-1:123456789012:";
    return Stream.of(
        arguments("amazon.nova-lite-v1:0", "amazon"),
        arguments("us.amazon.nova-lite-v1:0", "amazon"),
        arguments("eu.meta.llama3-2-1b-instruct-v1:0", "meta"),
        arguments("apac.anthropic.claude-3-haiku-20240307-v1:0", "anthropic"),
        arguments("jp.amazon.nova-lite-v1:0", "amazon"),
        arguments("au.anthropic.claude-sonnet-4-5-20250929-v1:0", "anthropic"),
        arguments("ca.amazon.nova-lite-v1:0", "amazon"),
        arguments("global.anthropic.claude-sonnet-4-20250514-v1:0", "anthropic"),
        arguments("us-gov.anthropic.claude-3-5-sonnet-20240620-v1:0", "anthropic"),
        arguments("mars-2.mistral.pixtral-large-2502-v1:0", "mistralai"),
        arguments("us.deepseek.r1-v1:0", "deepseek"),
        arguments("sa.openai.gpt-oss-120b-1:0", "openai"),
        arguments("us.writer.palmyra-x5-v1:0", null),
        arguments("qwen.qwen3-32b-v1:0", null),
        arguments("xx-gov.cohere.command-r-plus-v1:0", "cohere"),
        arguments(arn + "inference-profile/xy.amazon.nova-lite-v1:0", "amazon"),
        arguments(
            "arn:aws-us-gov:bedrock:us-gov-west-1:123456789012:inference-profile/us-gov.anthropic.claude-3-haiku-20240307-v1:0",
            "anthropic"),
        arguments(
            "arn:aws-cn:bedrock:cn-north-1::foundation-model/cohere.command-r-v1:0", "cohere"),
        arguments(arn + "application-inference-profile/a1b2", null),
        arguments(arn + "provisioned-model/p1q2", null),
        arguments(arn + "custom-model/amazon.nova-lite-v1:0:300k/x1", "amazon"),
        arguments(arn + "custom-model-deployment/d1", null),
        arguments(arn + "imported-model/x1y2", null),
        arguments(arn + "prompt/PROMPT12345:1", null),
        arguments(arn + "default-prompt-router/meta.llama:1", "meta"),
        arguments(arn + "prompt-router/r1", null),
        arguments(arn + "marketplace/model-endpoint/all-access/x1", null),
        arguments("arn:aws:sagemaker:eu-west-1:123456789012:endpoint/e1", null),
        arguments("arn:aws:sagemaker:eu-west-1:123456789012:endpoint/my-llama-3", "meta"));
  }

  @ParameterizedTest
  @MethodSource("ids")
  void theIdOfAModelTellsTheSystem(String id, String system) {
    answer(ANSWER);
    sync().converse(r -> r.modelId(id).messages(message(ConversationRole.USER, text("Hello"))));
    assertThat(attributes(span()).get("llm.system")).isEqualTo(system);
    assertThat(attributes(span())).containsEntry("llm.model_name", id);
  }
}
