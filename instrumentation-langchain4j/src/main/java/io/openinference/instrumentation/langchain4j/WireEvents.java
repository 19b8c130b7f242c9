// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.responses.ResponseAccumulator;
import io.openinference.instrumentation.api.stream.StreamedObject;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Joins the events of a stream into the answer that the server sends without streaming. */
final class WireEvents implements AutoCloseable {

  /** The beginning of the types of all events of the Responses API. */
  static final String RESPONSE = "response.";

  private final ContentBudget budget = ContentBudget.open();
  private final StreamedObject chat = StreamedObject.response(budget);
  private final StreamedObject message = StreamedObject.message(budget);
  private final ResponseAccumulator response = new ResponseAccumulator(budget);
  private final Map<Object, String> blockTypes = new HashMap<>();

  /** Adds an event of OpenAI's or Anthropic's API. */
  void add(WireObject event) {
    Object index = event.get("index");
    String type = Objects.toString(event.string("type"), "");
    switch (type) {
      case "message_start" -> message.merge(event.object("message").without("type"));
      case "content_block_start" -> startBlock(index, event.object("content_block"));
      case "content_block_delta" -> addToBlock(index, event.object("delta").fields());
      case "message_delta" -> {
        message.merge(event.object("delta").fields());
        message.merge(Map.of("usage", event.object("usage").fields()));
      }
      default -> {
        if (type.startsWith(RESPONSE)) {
          Map<String, Object> fields = new LinkedHashMap<>();
          event.fields().forEach((name, value) -> fields.put(String.valueOf(name), value));
          response.add(fields);
        } else {
          chat.merge(event.fields());
        }
      }
    }
  }

  private void startBlock(@Nullable Object index, WireObject block) {
    if (index != null) {
      blockTypes.put(index, Objects.toString(block.string("type"), ""));
      addToBlock(index, block.fields());
    }
  }

  /** The type of a delta is not that of its block. */
  private void addToBlock(@Nullable Object index, Map<?, ?> fields) {
    String type = index == null ? null : blockTypes.get(index);
    if (type != null) {
      Map<Object, Object> block = new LinkedHashMap<>(fields);
      block.put("index", index);
      block.put("type", type);
      message.merge(Map.of("content", List.of(block)));
    }
  }

  WireObject answer() {
    Map<Object, Object> answer = new LinkedHashMap<>(chat.toMap());
    answer.putAll(message.toMap());
    answer.putAll(response.response());
    return WireObject.of(answer);
  }

  @Override
  public void close() {
    budget.close();
  }
}
