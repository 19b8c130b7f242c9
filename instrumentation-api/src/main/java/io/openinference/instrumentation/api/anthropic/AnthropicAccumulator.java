// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Puts the events of a message together.
 *
 * <p>The library's own accumulator throws where events come twice, in another order or not at all.
 */
final class MessageAccumulator implements StreamAccumulator {

  private static final String CONTENT = "content";
  private static final String USAGE = "usage";

  /** An index beyond is a fault of the server. */
  private static final long MAX_INDEX = 65_535;

  private final ContentBudget budget;
  private final Map<String, Object> message = new LinkedHashMap<>();
  private final Map<String, Object> usage = new LinkedHashMap<>();
  private final NavigableMap<Long, PartialBlock> blocks = new TreeMap<>();
  private boolean started;

  MessageAccumulator(ContentBudget budget) {
    this.budget = budget;
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
    List<?> content = start.list(CONTENT);
    for (int i = 0; i < content.size(); i++) {
      PartialBlock block = block((long) i);
      hasContent |= block != null && block.start(WireObject.of(content.get(i)));
    }
    return hasContent;
  }

  private boolean startBlock(WireObject event) {
    PartialBlock block = block(index(event));
    return block != null && block.start(event.object("content_block"));
  }

  private boolean extendBlock(WireObject event) {
    PartialBlock block = block(index(event));
    return block != null && block.extend(event.object("delta"));
  }

  private boolean changeMessage(WireObject event) {
    merge(event.object("delta"));
    merge(WireObject.of(event.without("type", "delta")));
    return false;
  }

  /** Takes over all fields but content and usage. */
  private void merge(WireObject change) {
    change
        .fields()
        .forEach(
            (key, value) -> {
              if (key instanceof String name && value != null) {
                if (name.equals(USAGE)) {
                  mergeCounts(usage, WireObject.of(value).fields());
                } else if (!name.equals(CONTENT)) {
                  put(name, value);
                }
              }
            });
  }

  private void put(String name, @Nullable Object value) {
    if (value != null && budget.takeSmall(ENTRY + name.length() + JsonSize.of(value))) {
      message.put(name, value);
    }
  }

  /**
   * Merges counts field by field. Counts grow in the course of a stream. A count that comes again
   * as zero, or not at all, still holds.
   */
  private void mergeCounts(Map<String, Object> counts, Map<?, ?> change) {
    change.forEach(
        (key, value) -> {
          if (key instanceof String name && value != null) {
            Object merged = mergeCount(counts.get(name), value);
            if (counts.containsKey(name) || budget.takeSmall(ENTRY + JsonSize.of(value))) {
              counts.put(name, merged);
            }
          }
        });
  }

  private Object mergeCount(@Nullable Object known, Object value) {
    if (value instanceof Number count && known instanceof Number before) {
      return count.doubleValue() < before.doubleValue() ? before : count;
    }
    if (value instanceof Map<?, ?> change) {
      Map<String, Object> counts = new LinkedHashMap<>();
      mergeCounts(counts, WireObject.of(known).fields());
      mergeCounts(counts, change);
      return counts;
    }
    boolean isEmpty = value instanceof List<?> list && list.isEmpty();
    return isEmpty && known != null ? known : value;
  }

  /** A block without an index goes on with the last one. */
  private Long index(WireObject event) {
    Long index = event.number("index");
    if (index != null) {
      return index;
    }
    return blocks.isEmpty() ? Long.valueOf(0) : blocks.lastKey();
  }

  private @Nullable PartialBlock block(Long index) {
    PartialBlock known = blocks.get(index);
    if (known != null || index < 0 || index > MAX_INDEX) {
      return known;
    }
    if (!budget.takeWhole(2 * ENTRY)) {
      return null;
    }
    PartialBlock block = new PartialBlock(budget);
    blocks.put(index, block);
    return block;
  }

  @Override
  public Map<String, ?> response() {
    Map<String, Object> response = new LinkedHashMap<>(message);
    if (started || !blocks.isEmpty()) {
      List<Object> content = new ArrayList<>(blocks.size());
      blocks.values().forEach(block -> content.add(block.toMap()));
      response.put(CONTENT, content);
    }
    if (!usage.isEmpty()) {
      response.put(USAGE, usage);
    }
    return response;
  }
}
