// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ToolDefinition;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the tools that a request offers or a response repeats. */
final class Tools {

  static List<ToolDefinition> of(WireObject requestOrResponse, ContentMask mask) {
    List<ToolDefinition> tools = new ArrayList<>();
    for (Object tool : requestOrResponse.list("tools")) {
      tools.add(ToolDefinition.ofJsonSchema(WireJson.toJson(mask.tools(tool))));
    }
    return tools;
  }

  private Tools() {}
}
