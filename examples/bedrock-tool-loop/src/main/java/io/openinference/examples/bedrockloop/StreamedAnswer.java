// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.bedrockloop;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.core.document.Document;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlock;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockDeltaEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ContentBlockStartEvent;
import software.amazon.awssdk.services.bedrockruntime.model.ConverseStreamResponseHandler;
import software.amazon.awssdk.services.bedrockruntime.model.Message;
import software.amazon.awssdk.services.bedrockruntime.model.ToolUseBlockStart;

/** Puts the events of a stream together: its text, and the tools that it asks for. */
final class StreamedAnswer {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final StringBuilder text = new StringBuilder();
  private final Map<Integer, ToolUseBlockStart> starts = new TreeMap<>();
  private final Map<Integer, StringBuilder> arguments = new TreeMap<>();

  ConverseStreamResponseHandler handler() {
    return ConverseStreamResponseHandler.builder()
        .subscriber(
            ConverseStreamResponseHandler.Visitor.builder()
                .onContentBlockStart(this::begin)
                .onContentBlockDelta(this::append)
                .build())
        .build();
  }

  private void begin(ContentBlockStartEvent event) {
    if (event.start().toolUse() != null) {
      starts.put(event.contentBlockIndex(), event.start().toolUse());
    }
  }

  private void append(ContentBlockDeltaEvent event) {
    if (event.delta().text() != null) {
      text.append(event.delta().text());
    } else if (event.delta().toolUse() != null) {
      arguments
          .computeIfAbsent(event.contentBlockIndex(), index -> new StringBuilder())
          .append(event.delta().toolUse().input());
    }
  }

  String text() {
    return text.toString();
  }

  /** Returns the arguments of each call of a tool, by the id of the call. */
  Map<String, Map<?, ?>> calls() {
    Map<String, Map<?, ?>> calls = new LinkedHashMap<>();
    starts.forEach(
        (index, start) ->
            calls.put(
                start.toolUseId(),
                parse(arguments.getOrDefault(index, new StringBuilder("{}")).toString())));
    return calls;
  }

  private static Map<?, ?> parse(String json) {
    try {
      return JSON.readValue(json, Map.class);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("The model wrote no JSON: " + json, e);
    }
  }

  /** Returns the answer as a message of the conversation. */
  Message message() {
    List<ContentBlock> blocks = new ArrayList<>();
    if (!text.isEmpty()) {
      blocks.add(ContentBlock.fromText(text()));
    }
    Map<String, Map<?, ?>> calls = calls();
    for (ToolUseBlockStart start : starts.values()) {
      Document input = document(calls.getOrDefault(start.toolUseId(), Map.of()));
      blocks.add(
          ContentBlock.fromToolUse(
              use -> use.toolUseId(start.toolUseId()).name(start.name()).input(input)));
    }
    return Message.builder().role("assistant").content(blocks).build();
  }

  private static Document document(Map<?, ?> arguments) {
    Document.MapBuilder document = Document.mapBuilder();
    arguments.forEach(
        (name, value) -> document.putString(String.valueOf(name), String.valueOf(value)));
    return document.build();
  }
}
