// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.opentelemetry.context.Context;
import io.opentelemetry.context.ContextKey;
import io.opentelemetry.context.ImplicitContextKeyed;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;

/**
 * The calls that a model asks for and whose tools have not started. Spring AI 1 runs the tools one
 * after another and does not tell for which call a tool runs.
 */
final class PendingToolCalls implements ImplicitContextKeyed {

  private static final ContextKey<PendingToolCalls> KEY =
      ContextKey.named("openinference-spring-ai-tool-calls");

  private final Deque<AssistantMessage.ToolCall> calls;

  PendingToolCalls(List<AssistantMessage.ToolCall> calls) {
    this.calls = new ArrayDeque<>(calls);
  }

  /** Returns the identifier of the next call of a tool, or null if it is not known. */
  static @Nullable String takeId(Context context, String tool) {
    PendingToolCalls pending = context.get(KEY);
    return pending == null ? null : pending.take(tool);
  }

  private synchronized @Nullable String take(String tool) {
    AssistantMessage.ToolCall call;
    while ((call = calls.poll()) != null) {
      // A call without a span, which a predicate has switched off, is passed over.
      if (tool.equals(call.name())) {
        return OptionalTexts.orNull(call.id());
      }
    }
    return null;
  }

  @Override
  public Context storeInContext(Context context) {
    return context.with(KEY, this);
  }
}
