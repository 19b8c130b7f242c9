// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

/** The events that streams of the Messages API consist of, one JSON object a line. */
final class StreamEvents {

  static final String TEXT =
      open(0, "{\"type\": \"text\", \"text\": \"\"}") + text(0, "In ") + text(0, "Oslo.") + stop(0);

  static String start(String usage) {
    return """
    {"type": "message_start", "message": {"id": "msg_1", "type": "message", "role": "assistant", \
    "model": "claude-sonnet-4-5", "content": [], "stop_reason": null, "stop_sequence": null, "usage": %s}}
    """
        .formatted(usage);
  }

  static String start() {
    return start("{\"input_tokens\": 10, \"output_tokens\": 1}");
  }

  static String open(int index, String block) {
    return "{\"type\": \"content_block_start\", \"index\": %d, \"content_block\": %s}\n"
        .formatted(index, block);
  }

  static String delta(int index, String delta) {
    return "{\"type\": \"content_block_delta\", \"index\": %d, \"delta\": %s}\n"
        .formatted(index, delta);
  }

  static String text(int index, String text) {
    return delta(index, "{\"type\": \"text_delta\", \"text\": \"" + text + "\"}");
  }

  static String json(int index, String json) {
    return delta(
        index,
        "{\"type\": \"input_json_delta\", \"partial_json\": "
            + Json.MAPPER.getNodeFactory().textNode(json)
            + "}");
  }

  static String stop(int index) {
    return "{\"type\": \"content_block_stop\", \"index\": %d}\n".formatted(index);
  }

  static String end(String delta, String usage) {
    return "{\"type\": \"message_delta\", \"delta\": %s, \"usage\": %s}\n{\"type\": \"message_stop\"}\n"
        .formatted(delta, usage);
  }

  static String end(String stopReason) {
    return end("{\"stop_reason\": \"" + stopReason + "\"}", "{\"output_tokens\": 5}");
  }

  static String end() {
    return end("end_turn");
  }

  private StreamEvents() {}
}
