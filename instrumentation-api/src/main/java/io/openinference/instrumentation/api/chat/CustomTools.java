// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.chat;

import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps calls of custom tools, which take free text and not JSON.
 *
 * @since 0.1.0
 */
public final class CustomTools {

  /** Returns the text as JSON, because {@code tool_call.function.arguments} holds JSON. */
  public static @Nullable String arguments(WireObject call) {
    Object input = call.get("input");
    return input == null ? null : WireJson.toJson(Map.of("input", input));
  }

  private CustomTools() {}
}
