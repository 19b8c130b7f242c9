// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Takes a message apart into the events of a stream, as the API does. */
final class Events {

  private final List<String> events = new ArrayList<>();

  static String[] of(String message) {
    Events events = new Events();
    ObjectNode whole = (ObjectNode) Json.tree(message);
    ObjectNode start = whole.deepCopy();
    start.putArray("content");
    start.remove(List.of("stop_reason", "stop_details", "container"));
    ((ObjectNode) start.get("usage")).put("output_tokens", 0);
    events.add("message_start").set("message", start);
    events.flush();
    for (int i = 0; i < whole.path("content").size(); i++) {
      events.addBlock(i, (ObjectNode) whole.path("content").get(i).deepCopy());
    }
    ObjectNode end = Json.MAPPER.createObjectNode();
    for (String field : new String[] {"stop_reason", "stop_details", "container"}) {
      if (whole.has(field)) {
        end.set(field, whole.get(field));
      }
    }
    ObjectNode delta = Json.MAPPER.createObjectNode();
    delta.put("type", "message_delta").set("delta", end);
    delta.set("usage", whole.get("usage"));
    events.events.add(delta.toString());
    events.add("message_stop");
    events.flush();
    return events.events.toArray(String[]::new);
  }

  private ObjectNode last = Json.MAPPER.createObjectNode();

  /** The caller adds to the event before the next one comes. */
  private ObjectNode add(String type) {
    flush();
    last = Json.MAPPER.createObjectNode().put("type", type);
    return last;
  }

  private void flush() {
    if (!last.isEmpty()) {
      events.add(last.toString());
    }
    last = Json.MAPPER.createObjectNode();
  }

  private void addBlock(int index, ObjectNode block) {
    List<ObjectNode> deltas = new ArrayList<>();
    takeText(block, "text", "text_delta", deltas);
    takeText(block, "thinking", "thinking_delta", deltas);
    takeText(block, "signature", "signature_delta", deltas);
    for (JsonNode citation : block.path("citations")) {
      deltas.add(delta("citations_delta"));
      deltas.get(deltas.size() - 1).set("citation", citation);
    }
    if (block.has("citations")) {
      block.putArray("citations");
    }
    if (block.has("input")) {
      String json = block.get("input").toString();
      deltas.add(delta("input_json_delta").put("partial_json", ""));
      deltas.add(delta("input_json_delta").put("partial_json", json.substring(0, 1)));
      deltas.add(delta("input_json_delta").put("partial_json", json.substring(1)));
      block.putObject("input");
    }
    add("content_block_start").put("index", index).set("content_block", block);
    for (ObjectNode delta : deltas) {
      add("content_block_delta").put("index", index).set("delta", delta);
    }
    add("content_block_stop").put("index", index);
    flush();
  }

  private static void takeText(
      ObjectNode block, String field, String type, List<ObjectNode> deltas) {
    if (!block.path("type").asText().equals("compaction") && block.has(field)) {
      String text = block.get(field).asText();
      deltas.add(delta(type).put(field, text.substring(0, 1)));
      deltas.add(delta(type).put(field, text.substring(1)));
      block.put(field, "");
    }
  }

  private static ObjectNode delta(String type) {
    return Json.MAPPER.createObjectNode().put("type", type);
  }

  private Events() {}
}
