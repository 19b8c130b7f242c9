// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.benchmarks.Texts;
import java.util.ArrayList;
import java.util.List;

/** The chat that is traced: messages of 400 characters, and an answer of 2 KB. */
final class Conversation {

  private static final int MESSAGE_LENGTH = 400;
  private static final int ANSWER_LENGTH = 2_000;

  private static final String USAGE =
      """
      "usage":{"prompt_tokens":1800,"completion_tokens":420,"total_tokens":2220,\
      "prompt_tokens_details":{"cached_tokens":1024,"audio_tokens":0},\
      "completion_tokens_details":{"reasoning_tokens":0,"audio_tokens":0,\
      "accepted_prediction_tokens":0,"rejected_prediction_tokens":0}}""";

  /**
   * Returns a request.
   *
   * @param messages how many, a system message and then user and assistant in turn
   */
  static ChatCompletionCreateParams request(int messages) {
    ChatCompletionCreateParams.Builder params =
        ChatCompletionCreateParams.builder()
            .model("gpt-4o")
            .temperature(0.2)
            .maxCompletionTokens(1_024)
            .addSystemMessage(Texts.ofLength(MESSAGE_LENGTH, 0));
    for (int i = 1; i < messages; i++) {
      String text = Texts.ofLength(MESSAGE_LENGTH, i);
      if (i % 2 == 1) {
        params.addUserMessage(text);
      } else {
        params.addAssistantMessage(text);
      }
    }
    return params.build();
  }

  /** Returns the answer as JSON. */
  static String answer() {
    return """
        {"id":"chatcmpl-AxA1","object":"chat.completion","created":1760000000,\
        "model":"gpt-4o-2024-08-06","choices":[{"index":0,"message":{"role":"assistant",\
        "content":"%s","refusal":null,"annotations":[]},"logprobs":null,\
        "finish_reason":"stop"}],%s,"service_tier":"default","system_fingerprint":"fp_07871e2ad8"}
        """
        .formatted(Texts.ofLength(ANSWER_LENGTH, 7), USAGE);
  }

  /**
   * Returns an answer as server-sent events.
   *
   * @param chunks how many bring content
   */
  static String stream(int chunks) {
    StringBuilder events = new StringBuilder();
    for (String chunk : chunks(chunks)) {
      events.append("data: ").append(chunk).append("\n\n");
    }
    return events.append("data: [DONE]\n\n").toString();
  }

  /**
   * Returns an answer as the JSON of chunks.
   *
   * @param count how many bring content; one before them, and two after, do not
   */
  static List<String> chunks(int count) {
    List<String> chunks = new ArrayList<>(count + 3);
    chunks.add(
        chunk(choice("{\"role\":\"assistant\",\"content\":\"\",\"refusal\":null}", "null"), ""));
    for (int i = 0; i < count; i++) {
      chunks.add(chunk(choice("{\"content\":\"" + Texts.ofLength(6, i) + "\"}", "null"), ""));
    }
    chunks.add(chunk(choice("{}", "\"stop\""), ""));
    chunks.add(chunk("", "," + USAGE));
    return chunks;
  }

  private static String choice(String delta, String finishReason) {
    return "{\"index\":0,\"delta\":%s,\"logprobs\":null,\"finish_reason\":%s}"
        .formatted(delta, finishReason);
  }

  private static String chunk(String choice, String usage) {
    return """
        {"id":"chatcmpl-AxA1","object":"chat.completion.chunk","created":1760000000,\
        "model":"gpt-4o-2024-08-06","service_tier":"default",\
        "system_fingerprint":"fp_07871e2ad8","choices":[%s]%s}"""
        .formatted(choice, usage);
  }

  private Conversation() {}
}
