// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.anthropic;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.stream.IndexedParts;
import io.openinference.instrumentation.api.stream.StreamedCounts;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Accumulates the events of a message.
 *
 * <p>The accumulator of Anthropic's SDK throws if events arrive twice, in another order or not at
 * all. This class accepts such streams.
 *
 * @since 0.1.0
 */
public final class AnthropicAccumulator implements StreamAccumulator {

  private static final String CONTENT = "content";
  private static final String USAGE = "usage";

  private final ContentBudget budget;
  private final Map<String, Object> message = new LinkedHashMap<>();
  // Counts of the models that refused. They hold until the model that answers sends its own.
  private final Map<String, Object> refused = new LinkedHashMap<>();
  private StreamedCounts usage;
  private final IndexedParts<PartialBlock> blocks;
  private boolean started;
  // The index of the next block that names none. A piece without an index continues the block
  // before.
  private long nextIndex;

  /**
   * Creates an accumulator.
   *
   * @param budget limits the size of the message
   */
  public AnthropicAccumulator(ContentBudget budget) {
    this.budget = budget;
    this.usage = new StreamedCounts(budget);
    this.blocks = new IndexedParts<>(budget, () -> new PartialBlock(budget));
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    String type = object.string("type");
    return switch (type == null ? "" : type) {
      case "message_start" -> startMessage(object.object("message"));
      case "content_block_start" -> startBlock(object);
      case "content_block_delta" -> extendBlock(object);
      case "message_delta" -> changeMessage(object);
      case "error" -> {
        put("error", object.get("error"));
        yield false;
      }
      default -> false;
    };
  }

  private boolean startMessage(WireObject start) {
    started = true;
    boolean hasContent = false;
    merge(start);
    List<?> content = AnthropicBlocks.list(start.get(CONTENT));
    for (int i = 0; i < content.size(); i++) {
      PartialBlock block = blockAt(i);
      hasContent |= block != null && block.start(WireObject.of(content.get(i)));
    }
    return hasContent;
  }

  private boolean startBlock(WireObject event) {
    Long index = event.number("index");
    PartialBlock block = blockAt(index == null ? nextIndex : index);
    WireObject start = event.object("content_block");
    if ("fallback".equals(start.string("type"))) {
      changeModel(start.object("to").text("model"));
    }
    return block != null && block.start(start);
  }

  /** Another model goes on after a refusal. The stream began with the model that refused. */
  private void changeModel(@Nullable String model) {
    put("model", model);
    refused.putAll(usage.toMap());
    usage = new StreamedCounts(budget);
  }

  private boolean extendBlock(WireObject event) {
    Long index = event.number("index");
    PartialBlock block = blockAt(index == null ? Math.max(0, nextIndex - 1) : index);
    return block != null && block.extend(event.object("delta"));
  }

  private @Nullable PartialBlock blockAt(long index) {
    PartialBlock block = blocks.at(index);
    if (block != null) {
      nextIndex = Math.max(nextIndex, index + 1);
    }
    return block;
  }

  private boolean changeMessage(WireObject event) {
    merge(event.object("delta"));
    merge(WireObject.of(event.without("type", "delta")));
    return false;
  }

  /** Copies all fields except content and usage. */
  private void merge(WireObject change) {
    change
        .fields()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && value != null) {
                if (name.equals(USAGE)) {
                  usage.merge(WireObject.of(value));
                } else if (!name.equals(CONTENT)) {
                  put(name, value);
                }
              }
            });
  }

  private void put(String name, @Nullable Object value) {
    // An empty text in a later event tells nothing, for example of the stop reason.
    if (value == null || (value.equals("") && message.containsKey(name))) {
      return;
    }
    if (budget.takeSmall(ENTRY + name.length() + JsonSize.of(value))) {
      message.put(name, value);
    }
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = new LinkedHashMap<>(message);
    if (started || !blocks.isEmpty()) {
      response.put(CONTENT, blocks.toList(PartialBlock::toMap));
    }
    Map<String, Object> answered = usage.toMap();
    // Whole counts replace whole counts: a count that the answering model leaves out is none.
    Map<String, Object> counts =
        new LinkedHashMap<>(answered.containsKey("input_tokens") ? Map.of() : refused);
    counts.putAll(answered);
    if (!counts.isEmpty()) {
      response.put(USAGE, counts);
    }
    return response;
  }
}
