// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Maps the tools that a request offers or that a response repeats.
 *
 * @since 0.1.0
 */
public final class ChatTools {

  /**
   * Returns the definitions of tools.
   *
   * @param tools the tools as they are on the wire
   */
  public static List<ToolDefinition> of(List<?> tools, ContentMask mask) {
    List<ToolDefinition> definitions = new ArrayList<>(tools.size());
    for (Object tool : tools) {
      definitions.add(mask.toolDefinition(named(WireObject.of(tool)), tool));
    }
    return definitions;
  }

  /**
   * Returns the object that has the name and the description of a tool: the tool, its field of the
   * type's name, or its only field.
   *
   * <pre>{@code
   * {"type":"function","name":"f"}
   * {"type":"function","function":{"name":"f"}}
   * {"toolSpec":{"name":"f"}}
   * }</pre>
   */
  private static WireObject named(WireObject tool) {
    String type = tool.string("type");
    WireObject nested =
        type == null && tool.size() == 1
            ? WireObject.of(tool.fields().values().iterator().next())
            : tool.object(type == null ? "function" : type);
    return nested.isEmpty() ? tool : nested;
  }

  private ChatTools() {}
}
