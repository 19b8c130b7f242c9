// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the tools that a request offers or that a response repeats. */
final class OfferedTools {

  static List<ToolDefinition> of(WireObject requestOrResponse, ContentMask mask) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (Object tool : requestOrResponse.list("tools")) {
      tools.add(mask.toolDefinition(named(WireObject.of(tool)), tool));
    }
    return tools;
  }

  /** The chat API has name and description of a tool in a field of the type's name. */
  private static WireObject named(WireObject tool) {
    String type = tool.string("type");
    WireObject nested = type == null ? tool : tool.object(type);
    return nested.isEmpty() ? tool : nested;
  }

  private OfferedTools() {}
}
