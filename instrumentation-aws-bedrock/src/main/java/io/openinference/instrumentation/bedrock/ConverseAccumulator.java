// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.stream.StreamedBlocks;
import io.openinference.instrumentation.api.stream.StreamedCounts;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the events of ConverseStream together, and the chunks of Nova's models. */
final class ConverseAccumulator implements StreamAccumulator {

  private static final String CITATIONS = "citationsContent";

  private final StreamedBlocks blocks;
  private final LatestFields response;
  private final StreamedCounts usage;
  private String role = "assistant";
  private boolean started;
  // The index of the next block that names none.
  private long nextBlock;

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
      case "contentBlockStart" -> blocks.add(index(event, nextBlock), event.object("start"));
      case "contentBlockDelta" -> blocks.add(index(event, null), piece(event.object("delta")));
      case "messageStop", "metadata" -> merge(event);
      default -> false;
    };
  }

  /**
   * Returns the index of the block of an event.
   *
   * @param unnamed the index where the event names none; null for the last block
   */
  private @Nullable Long index(WireObject event, @Nullable Long unnamed) {
    Long named = event.number("contentBlockIndex");
    Long index = named == null ? unnamed : named;
    nextBlock = Math.max(nextBlock, index == null ? 1 : index + 1);
    return index;
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
    List<Object> content = new ArrayList<>();
    blocks.toList().forEach(block -> addParts(content, WireObject.of(block)));
    whole.put("output", Map.of("message", Map.of("role", role, "content", content)));
    whole.putAll(response.toMap());
    if (!usage.isEmpty()) {
      whole.put("usage", usage.toMap());
    }
    return whole;
  }

  private static void addParts(List<Object> content, WireObject block) {
    List<?> citations = block.object(CITATIONS).list("citations");
    String text = block.string("text");
    Map<?, ?> kinds = block.fields();
    if (!citations.isEmpty() && text != null) {
      // Text and citations of one block come in different pieces.
      kinds = block.without(CITATIONS, "text");
      List<?> cited = List.of(Map.of("text", text));
      content.add(Map.of(CITATIONS, Map.of("content", cited, "citations", citations)));
    } else if (kinds.isEmpty()) {
      content.add(kinds);
    }
    // A block is of one kind. Servers that do not count blocks send several kinds as one block.
    kinds.forEach((kind, part) -> content.add(Map.of(kind, part)));
  }
}
