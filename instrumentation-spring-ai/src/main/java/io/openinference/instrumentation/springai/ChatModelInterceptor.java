// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import reactor.core.publisher.Flux;

/** Reads the streams of a {@code ChatModel}. The model's observations make the spans. */
final class ChatModelInterceptor implements Interceptor<Tracing> {

  private final boolean marks;

  /**
   * Creates an interceptor.
   *
   * @param marks see {@link StreamTap#of}
   */
  ChatModelInterceptor(boolean marks) {
    this.marks = marks;
  }

  @Override
  @SuppressWarnings("unchecked") // Safe: this is the type of stream(Prompt).
  public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
    Object result = call.proceed();
    return result instanceof Flux<?> stream && call.argument(Prompt.class) != null
        ? StreamTap.of((Flux<ChatResponse>) stream, marks)
        : result;
  }
}
