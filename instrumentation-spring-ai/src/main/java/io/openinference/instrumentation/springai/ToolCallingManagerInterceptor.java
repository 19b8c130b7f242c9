// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.ObservationView;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;

/**
 * Sees the answers for which a {@code ToolCallingManager} runs tools. The manager makes the spans
 * of the tools itself.
 */
final class ToolCallingManagerInterceptor implements Interceptor<Tracing> {

  @Override
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    ChatResponse response = call.argument(ChatResponse.class);
    if (response == null) {
      return call.proceed();
    }
    Scope scope = open(response);
    try {
      return call.proceed();
    } finally {
      GuardedScope.close(scope);
    }
  }

  private static Scope open(ChatResponse response) {
    try {
      ObservationView around = ParentContexts.aroundTools();
      ObservedSpan<?, ?> observed = around == null ? null : ParentContexts.observed(around);
      InnerRounds rounds = observed == null ? null : observed.innerRounds();
      if (rounds != null) {
        rounds.answered(response);
      }
      for (Generation generation : response.getResults()) {
        AssistantMessage message = generation.getOutput();
        if (message.hasToolCalls()) {
          return GuardedScope.with(new PendingToolCalls(message.getToolCalls()));
        }
      }
    } catch (Throwable t) {
      Tracing.GUARD.handleLibrary("toolCalls", t);
    }
    return Scope.noop();
  }
}
