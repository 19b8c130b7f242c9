// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.PartialThinkingContext;
import dev.langchain4j.model.chat.response.PartialToolCallContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/**
 * Observes the handler of a streaming response, and runs the handler in the context of the caller.
 * The tools and the next model call of an AI service run inside the handler, on the HTTP client's
 * thread, and belong to the service and not to the model's span.
 */
final class TracingStreamingHandler implements InvocationHandler {

  private final StreamingChatResponseHandler delegate;
  private final StreamRecorder recorder;
  private final Context callerContext;
  private volatile @Nullable TracingStreamingHandle lastHandle;

  private TracingStreamingHandler(
      StreamingChatResponseHandler delegate, StreamRecorder recorder, Context callerContext) {
    this.delegate = delegate;
    this.recorder = recorder;
    this.callerContext = callerContext;
  }

  static StreamingChatResponseHandler wrap(
      StreamingChatResponseHandler delegate, StreamRecorder recorder, Context callerContext) {
    return (StreamingChatResponseHandler)
        Proxy.newProxyInstance(
            TracingStreamingHandler.class.getClassLoader(),
            new Class<?>[] {StreamingChatResponseHandler.class},
            new TracingStreamingHandler(delegate, recorder, callerContext));
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return objectMethod(proxy, method, arguments);
    }
    @Nullable Object[] passedOn = arguments == null ? new Object[0] : arguments.clone();
    try {
      observe(method.getName(), passedOn);
    } catch (Throwable t) {
      GUARD.handleLibrary("streaming", t);
    }
    try (CallbackScope ignored = CallbackScope.open(callerContext, recorder.invocation())) {
      return method.invoke(delegate, passedOn);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause() == null ? e : e.getCause();
      if (method.getName().equals("onCompleteResponse")) {
        // The error of a tool or an output guardrail of a service, for example: the HTTP client
        // swallows it.
        recorder.failService(thrown);
      }
      throw thrown;
    } finally {
      if (method.getName().equals("onError") && passedOn[0] instanceof Throwable error) {
        // A service with ignoreErrors() fires no event.
        recorder.failService(error);
      }
    }
  }

  private void observe(String event, @Nullable Object[] arguments) {
    switch (event) {
      case "onCompleteResponse" -> recorder.complete((ChatResponse) arguments[0]);
      case "onError" -> {
        if (arguments[0] instanceof Throwable error) {
          recorder.fail(error);
        }
      }
      case "onPartialResponse", "onPartialThinking", "onPartialToolCall", "onCompleteToolCall" ->
          recorder.event(arguments[0]);
      default -> {}
    }
    for (int i = 1; i < arguments.length; i++) {
      arguments[i] = withTracedHandle(arguments[i]);
    }
  }

  private @Nullable Object withTracedHandle(@Nullable Object context) {
    if (context instanceof PartialResponseContext partial) {
      return new PartialResponseContext(traced(partial.streamingHandle()));
    }
    if (context instanceof PartialThinkingContext partial) {
      return new PartialThinkingContext(traced(partial.streamingHandle()));
    }
    if (context instanceof PartialToolCallContext partial) {
      return new PartialToolCallContext(traced(partial.streamingHandle()));
    }
    return context;
  }

  private TracingStreamingHandle traced(StreamingHandle handle) {
    TracingStreamingHandle last = lastHandle;
    if (last == null || !last.isOf(handle)) {
      last = new TracingStreamingHandle(handle, recorder);
      lastHandle = last;
    }
    return last;
  }

  private @Nullable Object objectMethod(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> delegate.toString();
    };
  }
}
