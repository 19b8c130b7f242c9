// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.model.chat.response.ChatResponse;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.ModelCall;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Flow;

/** Traces the publisher of events that a streaming model may return since LangChain4j 1.20. */
final class StreamingEvents {

  private static final OptionalProperty CHAT_RESPONSE = OptionalProperty.named("chatResponse");

  static Flow.Publisher<Object> trace(Tracing tracing, InterceptedCall call, Context parent) {
    return tracing
        .tracer()
        .llm(call.delegateName())
        .setParent(parent)
        .callPublisher(span -> publisher(span, tracing, call));
  }

  private static Flow.Publisher<Object> publisher(
      LlmSpan span, Tracing tracing, InterceptedCall call) throws Exception {
    StreamingChatModelInterceptor.recordRequest(span, tracing, call);
    StreamRecorder recorder =
        new StreamRecorder(
            span,
            tracing,
            Dialect.of(call.delegate()),
            StreamingChatModelInterceptor.requestedModel(span, call),
            null);
    Context inCall = ModelCall.mark(span.context(), OpenInferenceSpanKind.LLM);
    try (Scope ignored = GuardedScope.of(inCall)) {
      @SuppressWarnings("unchecked") // Events are only read.
      Flow.Publisher<Object> publisher =
          requireNonNull((Flow.Publisher<Object>) call.proceed(), "publisher");
      return subscriber -> {
        try (Scope inSubscribe = GuardedScope.of(inCall)) {
          publisher.subscribe(new Observer(subscriber, recorder));
        }
      };
    } catch (Exception | Error e) {
      throw e;
    } catch (Throwable t) {
      throw new IllegalStateException(t);
    }
  }

  private record Observer(Flow.Subscriber<? super Object> delegate, StreamRecorder recorder)
      implements Flow.Subscriber<Object> {

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      delegate.onSubscribe(
          new Flow.Subscription() {
            @Override
            public void request(long n) {
              subscription.request(n);
            }

            @Override
            public void cancel() {
              recorder.cancel();
              subscription.cancel();
            }
          });
    }

    @Override
    public void onNext(Object event) {
      recorder.event(event);
      if (CHAT_RESPONSE.read(event) instanceof ChatResponse response) {
        recorder.complete(response);
      }
      delegate.onNext(event);
    }

    @Override
    public void onError(Throwable failure) {
      recorder.fail(failure);
      delegate.onError(failure);
    }

    @Override
    public void onComplete() {
      delegate.onComplete();
    }
  }

  private StreamingEvents() {}
}
