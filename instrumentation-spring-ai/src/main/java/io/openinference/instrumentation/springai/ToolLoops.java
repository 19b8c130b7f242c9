// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.door.OptionalProperty;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.prompt.ChatOptions;

/** Tells where the loop of model calls and tools runs. */
final class ToolLoops {

  private static final OptionalProperty INTERNAL_TOOL_EXECUTION_ENABLED =
      OptionalProperty.named("getInternalToolExecutionEnabled");

  /**
   * Tells whether the model itself runs the loop, as in Spring AI 1. In Spring AI 2 the options
   * have no such property.
   */
  static boolean areInModel(@Nullable ChatOptions options) {
    return options != null
        && OptionalProperty.accessor(options.getClass(), "getInternalToolExecutionEnabled") != null
        && !Boolean.FALSE.equals(INTERNAL_TOOL_EXECUTION_ENABLED.read(options));
  }

  private ToolLoops() {}
}
