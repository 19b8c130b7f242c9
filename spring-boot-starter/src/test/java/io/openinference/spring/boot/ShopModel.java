// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server with OpenAI's API, whose model asks for the first tool that it may use, and answers. */
final class ShopModel {

  private static final Pattern FIRST_TOOL =
      Pattern.compile("\"tools\":\\[.*?\"name\":\"([^\"]+)\"", Pattern.DOTALL);

  static StubServer start() {
    return StubServer.start().handler(ShopModel::answer);
  }

  private static StubResponse answer(StubRequest request) {
    String body = request.bodyText().replace(" ", "");
    boolean asksForTool = body.contains("\"tools\":[") && !body.contains("\"role\":\"tool\"");
    String delta = asksForTool ? toolCall(body) : "\"content\":\"delivered\"";
    String reason = asksForTool ? "tool_calls" : "stop";
    return body.contains("\"stream\":true")
        ? StubResponse.sse(
            chunk("\"role\":\"assistant\"," + delta, "null"),
            chunk("", "\"" + reason + "\""),
            """
            {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-5-mini",\
            "choices":[],"usage":%s}\
            """
                .formatted(usage()),
            "[DONE]")
        : StubResponse.json(
            """
            {"id":"c","object":"chat.completion","created":1,"model":"gpt-5-mini","choices":[
             {"index":0,"message":{"role":"assistant",%s},"finish_reason":"%s","logprobs":null}],
             "usage":%s}\
            """
                .formatted(asksForTool ? "\"content\":null," + delta : delta, reason, usage()));
  }

  private static String toolCall(String body) {
    Matcher tool = FIRST_TOOL.matcher(body);
    if (!tool.find()) {
      throw new IllegalArgumentException(body);
    }
    return """
    "tool_calls":[{"index":0,"id":"call_1","type":"function","function":{\
    "name":"%s","arguments":"{\\"number\\":\\"1042\\"}"}}]\
    """
        .formatted(tool.group(1));
  }

  private static String chunk(String delta, String reason) {
    return """
    {"id":"c","object":"chat.completion.chunk","created":1,"model":"gpt-5-mini",\
    "choices":[{"index":0,"delta":{%s},"finish_reason":%s}]}\
    """
        .formatted(delta, reason);
  }

  private static String usage() {
    return "{\"prompt_tokens\":20,\"completion_tokens\":9,\"total_tokens\":29}";
  }

  private ShopModel() {}
}
