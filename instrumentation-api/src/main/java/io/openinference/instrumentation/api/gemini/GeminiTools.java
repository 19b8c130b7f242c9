// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.masking.ContentMask;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/**
 * Lists the tools that a request offers. Each function becomes a separate definition. Other tools
 * stay unchanged.
 *
 * @since 0.1.0
 */
public final class GeminiTools {

  private static final String FUNCTIONS = "functionDeclarations";

  /** Returns the definitions of the tools of a request. */
  public static List<ToolDefinition> of(WireObject request, ContentMask mask) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (WireObject tool : request.objects("tools")) {
      for (Object function : tool.list(FUNCTIONS)) {
        tools.add(mask.toolDefinition(WireObject.of(function), function));
      }
      if (tool.size() > (tool.get(FUNCTIONS) == null ? 0 : 1)) {
        tools.add(mask.toolDefinition(tool, tool.without(FUNCTIONS)));
      }
    }
    return tools;
  }

  private GeminiTools() {}
}
