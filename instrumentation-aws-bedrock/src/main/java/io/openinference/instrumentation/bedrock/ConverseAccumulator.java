// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.stream.StreamedCounts;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts the events of ConverseStream together, and the chunks of Nova's models. */
final class ConverseAccumulator implements StreamAccumulator {

  private final StreamedBlocks blocks;
  private final LatestFields response;
  private final StreamedCounts usage;
  private String role = "assistant";
  private boolean started;

  ConverseAccumulator(ContentBudget budget) {
    this.response = new LatestFields(budget);
    this.usage = new StreamedCounts(budget);
    this.blocks = new StreamedBlocks(budget);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    boolean hasContent = false;
    for (Map.Entry<String, ?> field : event.entrySet()) {
      hasContent |= add(field.getKey(), WireObject.of(field.getValue()));
    }
    return hasContent;
  }

  private boolean add(String type, WireObject event) {
    return switch (type) {
      case "messageStart" -> start(event);
      case "contentBlockStart" ->
          blocks.add(event.number("contentBlockIndex"), event.object("start"));
      case "contentBlockDelta" ->
          blocks.add(event.number("contentBlockIndex"), piece(event.object("delta")));
      case "messageStop", "metadata" -> merge(event);
      default -> false;
    };
  }

  private boolean start(WireObject event) {
    started = true;
    String named = event.text("role");
    role = named == null ? role : named;
    return false;
  }

  /** Returns a delta in the form of the block that it belongs to. */
  private static WireObject piece(WireObject delta) {
    WireObject reasoning = delta.object("reasoningContent");
    if (!reasoning.isEmpty()) {
      return WireObject.of(Map.of("reasoningContent", reasoningPiece(reasoning)));
    }
    WireObject citation = delta.object("citation");
    if (!citation.isEmpty()) {
      return WireObject.of(
          Map.of("citationsContent", Map.of("citations", List.of(citation.fields()))));
    }
    Object toolResult = delta.get("toolResult");
    return toolResult instanceof List<?>
        ? WireObject.of(Map.of("toolResult", Map.of("content", toolResult)))
        : delta;
  }

  private static Map<?, ?> reasoningPiece(WireObject reasoning) {
    Object redacted = reasoning.get("redactedContent");
    return redacted == null
        ? Map.of("reasoningText", reasoning.fields())
        : Map.of("redactedContent", redacted);
  }

  /** A second metadata event may come, without usage or with less. */
  private boolean merge(WireObject event) {
    started = true;
    usage.merge(event.object("usage"));
    response.putAll(event, "usage");
    return false;
  }

  @Override
  public Map<String, ?> response() {
    if (!started && blocks.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> whole = new LinkedHashMap<>();
    List<Object> content = blocks.toList();
    content.replaceAll(ConverseAccumulator::withCitedText);
    whole.put("output", Map.of("message", Map.of("role", role, "content", content)));
    whole.putAll(response.toMap());
    if (!usage.isEmpty()) {
      whole.put("usage", usage.toMap());
    }
    return whole;
  }

  /** Text and citations of one block come in different pieces. */
  private static Object withCitedText(Object block) {
    WireObject object = WireObject.of(block);
    WireObject cited = object.object("citationsContent");
    String text = object.string("text");
    return cited.isEmpty() || text == null
        ? block
        : Map.of(
            "citationsContent",
            Map.of("content", List.of(Map.of("text", text)), "citations", cited.list("citations")));
  }
}
