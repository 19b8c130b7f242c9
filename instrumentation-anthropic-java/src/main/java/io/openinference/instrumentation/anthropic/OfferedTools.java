// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Finds the tools that a request offers, after the changes that its messages make to them. */
final class OfferedTools {

  private final Map<Object, Object> defined = new LinkedHashMap<>();
  private final Map<Object, Object> offered = new LinkedHashMap<>();

  private OfferedTools() {}

  static List<ToolDefinition> of(WireObject request, ContentMask mask) {
    OfferedTools tools = new OfferedTools();
    for (Object tool : request.list("tools")) {
      tools.define(tool);
    }
    for (WireObject message : request.objects("messages")) {
      for (WireObject block : message.objects("content")) {
        tools.change(block);
      }
    }
    return tools.toDefinitions(mask);
  }

  private void define(@Nullable Object tool) {
    if (tool != null) {
      String name = WireObject.of(tool).text("name");
      Object key = name == null ? defined.size() : name;
      defined.put(key, tool);
      offered.put(key, tool);
    }
  }

  private void change(WireObject block) {
    String type = block.string("type");
    WireObject tool = block.object("tool");
    if ("tool_addition".equals(type)) {
      add(tool);
    } else if ("tool_removal".equals(type)) {
      String name = tool.text("name");
      offered.remove(name == null ? "" : name);
    } else if ("compaction".equals(type)) {
      block.objects("tool_changes").forEach(this::change);
    }
  }

  /** A tool is added by its definition, or by the name of one that was defined before. */
  private void add(WireObject tool) {
    Object definition = tool.get("definition");
    if (definition != null) {
      define(definition);
      return;
    }
    String name = tool.text("name");
    Object known = name == null ? null : defined.get(name);
    if (name != null && known != null) {
      offered.put(name, known);
    }
  }

  private List<ToolDefinition> toDefinitions(ContentMask mask) {
    List<ToolDefinition> definitions = new ArrayList<>(offered.size());
    for (Object tool : offered.values()) {
      definitions.add(mask.toolDefinition(WireObject.of(tool), tool));
    }
    return definitions;
  }
}
