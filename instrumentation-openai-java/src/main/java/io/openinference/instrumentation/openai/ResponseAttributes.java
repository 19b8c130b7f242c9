// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the Responses API. */
final class ResponseAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("input", Content.INPUT)
          .request("instructions", Content.INPUT)
          .request("tools", Content.TOOLS)
          .parameter("prompt", Content.INPUT)
          .response("output", Content.OUTPUT)
          .response("output_text", Content.OUTPUT)
          .response("input", Content.INPUT)
          .response("instructions", Content.INPUT)
          .response("prompt", Content.INPUT)
          .response("tools", Content.TOOLS)
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
  public BodyShape shape(WireRequest request) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    span.tools(Tools.of(body, request.mask()));
    span.inputMessages(inputMessages(request));
  }

  private static List<Message> inputMessages(WireRequest request) {
    List<Message> messages = new ArrayList<>();
    String instructions = request.body().string("instructions");
    if (instructions != null) {
      messages.add(Message.system(instructions));
    }
    String text = request.body().string("input");
    if (text != null) {
      messages.add(Message.user(text));
    }
    messages.addAll(ResponseItems.toMessages(request.body().list("input"), request.mask().input()));
    return messages;
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    TokenUsage.record(span, response);
    span.outputMessages(ResponseItems.answers(response.list("output"), request.mask().output()));
    span.outputImages(generatedImages(response, request));
    List<ToolDefinition> tools = Tools.of(response, request.mask());
    if (!tools.isEmpty()) {
      // The response has the tools with the server's defaults filled in.
      span.tools(tools);
    }
  }

  private static List<String> generatedImages(WireObject response, WireRequest request) {
    List<String> urls = new ArrayList<>();
    for (WireObject item : response.objects("output")) {
      String base64 = item.text("result");
      if (base64 != null && "image_generation_call".equals(item.string("type"))) {
        String format = item.text("output_format");
        urls.add(OutputImages.url(base64, format == null ? requestedFormat(request) : format));
      }
    }
    return urls;
  }

  private static String requestedFormat(WireRequest request) {
    for (WireObject tool : request.body().objects("tools")) {
      String format = tool.text("output_format");
      if (format != null && "image_generation".equals(tool.string("type"))) {
        return format;
      }
    }
    return "png";
  }
}
