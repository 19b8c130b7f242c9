// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.answer.AnswerFailures;
import io.openinference.instrumentation.api.answer.AnswerUsage;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.chat.ChatTools;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.responses.ResponseItems;
import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the Responses API. */
final class ResponseAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("input", ContentKind.INPUT)
          .request("instructions", ContentKind.INPUT)
          .request("tools", ContentKind.TOOLS)
          .parameter("prompt", ContentKind.INPUT)
          .response("output", ContentKind.OUTPUT)
          .response("output_text", ContentKind.OUTPUT)
          .response("input", ContentKind.INPUT)
          .response("instructions", ContentKind.INPUT)
          .response("prompt", ContentKind.INPUT)
          .response("tools", ContentKind.TOOLS)
          .details("completed_at", "status", "incomplete_details")
          .parametersInResponse(
              "background",
              "conversation",
              "include",
              "max_output_tokens",
              "max_tool_calls",
              "parallel_tool_calls",
              "previous_response_id",
              "prompt_cache_key",
              "prompt_cache_retention",
              "reasoning",
              "safety_identifier",
              "store",
              "temperature",
              "text",
              "tool_choice",
              "top_logprobs",
              "top_p",
              "truncation",
              "user")
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    span.tools(ChatTools.of(body.list("tools"), exchange.mask()));
    span.inputMessages(inputMessages(exchange));
  }

  private static List<Message> inputMessages(WireExchange exchange) {
    List<Message> messages = new ArrayList<>();
    String instructions = exchange.request().string("instructions");
    if (instructions != null) {
      messages.add(Message.system(instructions));
    }
    String text = exchange.request().string("input");
    if (text != null) {
      messages.add(Message.user(text));
    }
    messages.addAll(
        ResponseItems.toMessages(exchange.request().list("input"), exchange.mask().input()));
    return messages;
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    AnswerUsage.record(span, response);
    AnswerFailures.record(span, response);
    span.outputMessages(ResponseItems.answers(response, exchange.mask().output()));
    span.outputImages(generatedImages(response, exchange));
    List<ToolDefinition> tools = ChatTools.of(response.list("tools"), exchange.mask());
    if (!tools.isEmpty()) {
      // The response has the tools with the server's defaults filled in.
      span.tools(tools);
    }
  }

  private static List<String> generatedImages(WireObject response, WireExchange exchange) {
    List<String> urls = new ArrayList<>();
    for (WireObject item : response.objects("output")) {
      String base64 = item.text("result");
      if (base64 != null && "image_generation_call".equals(item.string("type"))) {
        String format = item.text("output_format");
        urls.add(ImageFormats.dataUri(format == null ? requestedFormat(exchange) : format, base64));
      }
    }
    return urls;
  }

  private static String requestedFormat(WireExchange exchange) {
    for (WireObject tool : exchange.request().objects("tools")) {
      String format = tool.text("output_format");
      if (format != null && "image_generation".equals(tool.string("type"))) {
        return format;
      }
    }
    return "png";
  }
}
