// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.api.anthropic.AnthropicAccumulator;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.call.LlmOperation;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.semconv.LlmSystem;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The calls of anthropic-java that make a span. */
final class Operations {

  private static final LlmMapper MESSAGES = new MessagesAttributes(/* isAnswer= */ true);
  private static final LlmMapper TOKENS = new MessagesAttributes(/* isAnswer= */ false);
  private static final LlmMapper COMPLETIONS = new CompletionAttributes();

  private static final Map<String, Operation<?>> BY_METHOD = new HashMap<>();

  static {
    for (String service : new String[] {"messages", "beta.messages"}) {
      put(service, "create", messages(service + ".create"));
      put(service, "createStreaming", messages(service + ".stream"));
      put(
          service,
          "countTokens",
          new LlmOperation(service + ".count_tokens", LlmSystem.ANTHROPIC, TOKENS, null));
    }
    Operation<?> completion =
        new LlmOperation(
            "completions.create", LlmSystem.ANTHROPIC, COMPLETIONS, CompletionAccumulator::new);
    put("completions", "create", completion);
    put("completions", "createStreaming", completion);
  }

  private static Operation<?> messages(String spanName) {
    return new LlmOperation(spanName, LlmSystem.ANTHROPIC, MESSAGES, AnthropicAccumulator::new);
  }

  private static void put(String service, String method, Operation<?> operation) {
    BY_METHOD.put(service + "." + method, operation);
  }

  /**
   * Looks up a call.
   *
   * @param service the name of the service as {@link ServiceNames} has it
   * @param method for example {@code create} or {@code createStreaming}
   * @return null for a call that makes no span
   */
  static @Nullable Operation<?> find(@Nullable String service, String method) {
    return service == null ? null : BY_METHOD.get(service + "." + method);
  }

  private Operations() {}
}
