// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Cuts a response with one output item into the events of a stream, one per token. */
final class ResponseEvents {

  private final ObjectNode started;
  private final ObjectNode item;
  private final ObjectNode completed;
  private final List<Reply.Event> events = new ArrayList<>();

  /**
   * @param started the response without output
   * @param item the output item
   * @param completed the response with its output item and usage
   */
  ResponseEvents(ObjectNode started, ObjectNode item, ObjectNode completed) {
    this.started = started;
    this.item = item;
    this.completed = completed;
  }

  List<Reply.Event> toList() {
    add("response.created", withResponse(started));
    add("response.in_progress", withResponse(started));
    add("response.output_item.added", withItem(emptyItem()));
    if (item.has("arguments")) {
      addArguments();
    } else {
      addText();
    }
    add("response.output_item.done", withItem(item));
    add("response.completed", withResponse(completed));
    return events;
  }

  private void addArguments() {
    String arguments = item.path("arguments").asText();
    for (String token : Tokenizer.tokens(arguments)) {
      add("response.function_call_arguments.delta", ofItem().put("delta", token));
    }
    ObjectNode done = ofItem().put("name", item.path("name").asText());
    add("response.function_call_arguments.done", done.put("arguments", arguments));
  }

  private void addText() {
    JsonNode part = item.path("content").path(0);
    String text = part.path("text").asText();
    ObjectNode empty = Json.object().put("type", "output_text").put("text", "");
    empty.putArray("annotations");
    add("response.content_part.added", ofPart().set("part", empty));
    for (String token : Tokenizer.tokens(text)) {
      add("response.output_text.delta", ofPart().put("delta", token));
    }
    add("response.output_text.done", ofPart().put("text", text));
    add("response.content_part.done", ofPart().set("part", part));
  }

  private ObjectNode emptyItem() {
    ObjectNode empty = item.deepCopy().put("status", "in_progress");
    if (item.has("arguments")) {
      empty.put("arguments", "");
    } else {
      empty.putArray("content");
    }
    return empty;
  }

  private static ObjectNode withResponse(ObjectNode response) {
    ObjectNode data = Json.object();
    data.set("response", response);
    return data;
  }

  private static ObjectNode withItem(ObjectNode item) {
    ObjectNode data = Json.object().put("output_index", 0);
    data.set("item", item);
    return data;
  }

  private ObjectNode ofItem() {
    return Json.object().put("item_id", item.path("id").asText()).put("output_index", 0);
  }

  private ObjectNode ofPart() {
    return ofItem().put("content_index", 0);
  }

  private void add(String type, JsonNode data) {
    ObjectNode event = Json.object().put("type", type).put("sequence_number", events.size());
    event.setAll((ObjectNode) data);
    events.add(new Reply.Event(type, event.toString()));
  }
}
