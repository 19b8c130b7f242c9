// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.ToolCallAttributes;
import io.opentelemetry.api.common.AttributeKey;

/** The attribute keys of the tool call at one index. */
final class ToolCallKeys {

  final AttributeKey<String> id;
  final AttributeKey<String> functionName;
  final AttributeKey<String> functionArguments;
  final AttributeKey<String> reasoningSignature;

  ToolCallKeys(ObjectListKey list, int index) {
    id = list.at(index, ToolCallAttributes.TOOL_CALL_ID);
    functionName = list.at(index, ToolCallAttributes.TOOL_CALL_FUNCTION_NAME);
    functionArguments = list.at(index, ToolCallAttributes.TOOL_CALL_FUNCTION_ARGUMENTS);
    reasoningSignature = list.at(index, ToolCallAttributes.TOOL_CALL_REASONING_SIGNATURE);
  }
}
