// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static io.openinference.instrumentation.api.ContentBudget.ENTRY;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.wire.JsonSize;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Puts the chunks of Anthropic's models together. */
final class ClaudeAccumulator implements StreamAccumulator {

  private final ContentBudget budget;
  private final GrowingBlocks blocks;
  private final Map<String, Object> message = new LinkedHashMap<>();
  private final Map<String, Object> usage = new LinkedHashMap<>();
  private boolean started;

  ClaudeAccumulator(ContentBudget budget) {
    this.budget = budget;
    this.blocks = new GrowingBlocks(budget);
  }

  @Override
  public boolean add(Map<String, ?> event) {
    WireObject object = WireObject.of(event);
    String type = object.string("type");
    return switch (type == null ? "" : type) {
      case "message_start" -> merge(object.object("message"));
      case "content_block_start" -> blocks.add(object.number("index"), start(object));
      case "content_block_delta" -> blocks.add(object.number("index"), piece(object));
      case "message_delta" -> {
        merge(WireObject.of(object.without("type", "delta")));
        yield merge(object.object("delta"));
      }
      case "completion" -> completion(object);
      default -> type == null && object.get("completion") != null && completion(object);
    };
  }

  private boolean completion(WireObject event) {
    merge(WireObject.of(event.without("completion", "type")));
    String text = event.string("completion");
    return text != null && blocks.add(0L, WireObject.of(Map.of("type", "text", "text", text)));
  }

  private static WireObject start(WireObject event) {
    WireObject block = event.object("content_block");
    boolean hasInput = !block.object("input").isEmpty();
    // An empty object stands for arguments that come in pieces.
    return block.get("input") == null || hasInput ? block : WireObject.of(block.without("input"));
  }

  /** Returns a delta in the form of the block that it belongs to. */
  private static WireObject piece(WireObject event) {
    WireObject delta = event.object("delta");
    String type = delta.string("type");
    return switch (type == null ? "" : type) {
      case "text_delta" -> field("text", "text", delta.get("text"));
      case "thinking_delta" -> field("thinking", "thinking", delta.get("thinking"));
      case "signature_delta" -> field("thinking", "signature", delta.get("signature"));
      case "input_json_delta" -> field("tool_use", "input", delta.get("partial_json"));
      case "citations_delta" -> {
        Object citation = delta.get("citation");
        yield field("text", "citations", citation == null ? null : List.of(citation));
      }
      default -> WireObject.of(delta.without("type"));
    };
  }

  /** The start of a block, which names its type, may be missing. */
  private static WireObject field(String type, String name, @Nullable Object value) {
    return value == null ? WireObject.of(null) : WireObject.of(Map.of("type", type, name, value));
  }

  private boolean merge(WireObject change) {
    started = true;
    boolean hasContent = false;
    for (Map.Entry<?, ?> field : change.fields().entrySet()) {
      String name = String.valueOf(field.getKey());
      Object value = field.getValue();
      if (name.equals("usage")) {
        CountMerge.into(usage, WireObject.of(value));
      } else if (name.equals("content")) {
        long index = 0;
        for (WireObject block : change.objects(name)) {
          hasContent |= blocks.add(index++, block);
        }
      } else if (value != null && budget.takeSmall(ENTRY + name.length() + JsonSize.of(value))) {
        message.put(name, value);
      }
    }
    return hasContent;
  }

  @Override
  public Map<String, ?> response() {
    if (!started && blocks.isEmpty()) {
      return Map.of();
    }
    Map<String, Object> response = new LinkedHashMap<>(message);
    response.put("content", blocks.toList());
    if (!usage.isEmpty()) {
      response.put("usage", usage);
    }
    return response;
  }
}
