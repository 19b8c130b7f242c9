// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.testing.StubResponse;

/** Answers of a server with OpenAI's API. */
final class Replies {

  /** Answers with a text; 20 + 9 tokens, of which 16 were cached and 5 are reasoning. */
  static StubResponse text(String text) {
    return StubResponse.json(
        """
        {"id":"chatcmpl-1","object":"chat.completion","created":1700000000,
         "model":"gpt-5-mini-2025-08-07",
         "choices":[{"index":0,"message":{"role":"assistant","content":"%s"},
           "finish_reason":"stop","logprobs":null}],
         "usage":{"prompt_tokens":20,"completion_tokens":9,"total_tokens":29,
           "prompt_tokens_details":{"cached_tokens":16},
           "completion_tokens_details":{"reasoning_tokens":5}}}
        """
            .formatted(text));
  }

  /** Asks for tools; 100 + 10 tokens. */
  static StubResponse tools(String... calls) {
    return StubResponse.json(
        """
        {"id":"chatcmpl-2","object":"chat.completion","created":1700000000,
         "model":"gpt-5-mini-2025-08-07",
         "choices":[{"index":0,"message":{"role":"assistant","content":null,"tool_calls":[%s]},
           "finish_reason":"tool_calls","logprobs":null}],
         "usage":{"prompt_tokens":100,"completion_tokens":10,"total_tokens":110}}
        """
            .formatted(String.join(",", calls)));
  }

  /** Returns a request for a tool. */
  static String call(String id, String name, String arguments) {
    return """
        {"id":"%s","type":"function","function":{"name":"%s","arguments":"%s"}}"""
        .formatted(id, name, arguments.replace("\"", "\\\""));
  }

  /** Streams a text in two chunks, with 20 + 9 tokens. */
  static StubResponse streamedText(String first, String second) {
    return StubResponse.sse(
        chunk("{\"role\":\"assistant\",\"content\":\"" + first + "\"}", null),
        chunk("{\"content\":\"" + second + "\"}", null),
        chunk("{}", "stop"),
        usage(20, 9),
        "[DONE]");
  }

  /** Streams requests for tools, with 100 + 10 tokens. */
  static StubResponse streamedTools(String... calls) {
    String[] events = new String[calls.length + 3];
    for (int i = 0; i < calls.length; i++) {
      String indexed = calls[i].replaceFirst("\\{", "{\"index\":" + i + ",");
      events[i] = chunk("{\"role\":\"assistant\",\"tool_calls\":[" + indexed + "]}", null);
    }
    events[calls.length] = chunk("{}", "tool_calls");
    events[calls.length + 1] = usage(100, 10);
    events[calls.length + 2] = "[DONE]";
    return StubResponse.sse(events);
  }

  static String chunk(String delta, String finishReason) {
    return """
        {"id":"chatcmpl-3","object":"chat.completion.chunk","created":1700000000,\
        "model":"gpt-5-mini-2025-08-07","choices":[{"index":0,"delta":%s,"finish_reason":%s}]}"""
        .formatted(delta, finishReason == null ? "null" : "\"" + finishReason + "\"");
  }

  static String usage(int prompt, int completion) {
    return """
        {"id":"chatcmpl-3","object":"chat.completion.chunk","created":1700000000,\
        "model":"gpt-5-mini-2025-08-07","choices":[],"usage":{"prompt_tokens":%d,\
        "completion_tokens":%d,"total_tokens":%d}}"""
        .formatted(prompt, completion, prompt + completion);
  }

  /** Answers a request for embeddings with a vector for each text. */
  static StubResponse embeddings(int count) {
    StringBuilder data = new StringBuilder();
    for (int i = 0; i < count; i++) {
      data.append(i == 0 ? "" : ",")
          .append("{\"object\":\"embedding\",\"index\":")
          .append(i)
          .append(",\"embedding\":[0.25,0.5]}");
    }
    return StubResponse.json(
        "{\"object\":\"list\",\"model\":\"text-embedding-3-small\",\"data\":["
            + data
            + "],\"usage\":{\"prompt_tokens\":7,\"total_tokens\":7}}");
  }

  private Replies() {}
}
