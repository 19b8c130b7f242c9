// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lists the tools of a request: each function by itself, other tools as they are. */
final class OfferedTools {

  private static final String FUNCTIONS = "functionDeclarations";

  static List<ToolDefinition> of(WireObject request, ContentMask mask) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (WireObject tool : request.objects("tools")) {
      for (Object function : tool.list(FUNCTIONS)) {
        tools.add(definition(WireObject.of(function), mask.tools(function)));
      }
      if (tool.size() > (tool.get(FUNCTIONS) == null ? 0 : 1)) {
        tools.add(definition(tool, mask.tools(tool.without(FUNCTIONS))));
      }
    }
    return tools;
  }

  private static ToolDefinition definition(WireObject named, @Nullable Object shown) {
    return ToolDefinition.of(named.text("name"), named.text("description"), WireJson.toJson(shown));
  }

  private OfferedTools() {}
}
