// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import io.openinference.testing.StreamEncoding;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The answers of Anthropic, Google and Amazon Bedrock, whole and streamed. */
final class ProviderAnswers {

  private static final int CHUNKS = 20;
  private static final String PART = "Your parcel will be there. ";

  /** Returns whether a path streams. */
  static boolean isStream(String path, String request) {
    return path.contains(":stream")
        || path.endsWith("converse-stream")
        || request.replace(" ", "").contains("\"stream\":true");
  }

  static String contentType(String path) {
    return path.endsWith("converse-stream")
        ? StreamEncoding.AWS_EVENT_STREAM.contentType()
        : StreamEncoding.SERVER_SENT_EVENTS.contentType();
  }

  static String whole(String path) {
    if (path.contains("/messages")) {
      return claude("[{\"type\":\"text\",\"text\":\"" + PART + "\"}]");
    }
    return path.contains("/models/") ? gemini(PART, ",\"finishReason\":\"STOP\"") : nova();
  }

  static byte[] streamed(String path) {
    List<byte[]> events = new ArrayList<>();
    if (path.contains("/messages")) {
      addClaude(events);
    } else if (path.contains("/models/")) {
      addGemini(events);
    } else {
      addNova(events);
    }
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    events.forEach(bytes::writeBytes);
    return bytes.toByteArray();
  }

  private static String claude(String content) {
    return "{\"id\":\"msg_1\",\"type\":\"message\",\"role\":\"assistant\",\"model\":\"claude-sonnet-4-5\","
        + "\"content\":"
        + content
        + ",\"stop_reason\":\"end_turn\",\"stop_sequence\":null,"
        + "\"usage\":{\"input_tokens\":200,\"output_tokens\":90}}";
  }

  private static void addClaude(List<byte[]> events) {
    events.add(claudeEvent("message_start", "\"message\":" + claude("[]")));
    events.add(
        claudeEvent(
            "content_block_start",
            "\"index\":0,\"content_block\":{\"type\":\"text\",\"text\":\"\"}"));
    for (int i = 0; i < CHUNKS; i++) {
      events.add(
          claudeEvent(
              "content_block_delta",
              "\"index\":0,\"delta\":{\"type\":\"text_delta\",\"text\":\"" + PART + "\"}"));
    }
    events.add(claudeEvent("content_block_stop", "\"index\":0"));
    events.add(
        claudeEvent(
            "message_delta",
            "\"delta\":{\"stop_reason\":\"end_turn\",\"stop_sequence\":null},\"usage\":{\"output_tokens\":90}"));
    events.add(claudeEvent("message_stop", "\"x\":0"));
  }

  private static byte[] claudeEvent(String type, String fields) {
    return ("event: " + type + "\ndata: {\"type\":\"" + type + "\"," + fields + "}\n\n")
        .getBytes(StandardCharsets.UTF_8);
  }

  private static String gemini(String text, String end) {
    return "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"text\":\""
        + text
        + "\"}]}"
        + end
        + "}],\"usageMetadata\":{\"promptTokenCount\":200,\"candidatesTokenCount\":90,\"totalTokenCount\":290}}";
  }

  private static void addGemini(List<byte[]> events) {
    for (int i = 0; i < CHUNKS; i++) {
      events.add(StreamEncoding.SERVER_SENT_EVENTS.encode(gemini(PART, "")));
    }
    events.add(StreamEncoding.SERVER_SENT_EVENTS.encode(gemini("", ",\"finishReason\":\"STOP\"")));
  }

  private static String nova() {
    return "{\"output\":{\"message\":{\"role\":\"assistant\",\"content\":[{\"text\":\""
        + PART
        + "\"}]}},\"stopReason\":\"end_turn\",\"usage\":{\"inputTokens\":200,\"outputTokens\":90,\"totalTokens\":290}}";
  }

  private static void addNova(List<byte[]> events) {
    events.add(frame("messageStart {\"role\":\"assistant\"}"));
    for (int i = 0; i < CHUNKS; i++) {
      events.add(
          frame(
              "contentBlockDelta {\"contentBlockIndex\":0,\"delta\":{\"text\":\"" + PART + "\"}}"));
    }
    events.add(frame("messageStop {\"stopReason\":\"end_turn\"}"));
    events.add(
        frame(
            "metadata {\"usage\":{\"inputTokens\":200,\"outputTokens\":90,\"totalTokens\":290},"
                + "\"metrics\":{\"latencyMs\":1}}"));
  }

  private static byte[] frame(String event) {
    return StreamEncoding.AWS_EVENT_STREAM.encode(event);
  }

  private ProviderAnswers() {}
}
