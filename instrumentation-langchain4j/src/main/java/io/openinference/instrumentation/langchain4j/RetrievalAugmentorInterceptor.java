// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import io.openinference.instrumentation.ChainSpan;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import org.jspecify.annotations.Nullable;

/** Traces {@code RetrievalAugmentor}, whose steps run on any thread. */
final class RetrievalAugmentorInterceptor extends RetrievalStepInterceptor {

  @Override
  void onStarted(Call call, Context inCall) {
    Invocation invocation = invocation(call);
    if (invocation != null) {
      invocation.augmentation(inCall);
    }
  }

  @Override
  void recordResult(ChainSpan span, Tracing tracing, Call call, Object result) {
    noteMessage(call, result);
    super.recordResult(span, tracing, call, result);
  }

  private static @Nullable Invocation invocation(Call call) {
    AugmentationRequest request = call.argument(AugmentationRequest.class);
    return request == null || request.metadata() == null
        ? null
        : Invocations.find(request.metadata().invocationContext());
  }

  private static void noteMessage(Call call, @Nullable Object result) {
    Invocation invocation = invocation(call);
    if (invocation != null
        && result instanceof AugmentationResult augmented
        && augmented.chatMessage() instanceof UserMessage message) {
      invocation.augmentedMessage(message);
    }
  }

  /** Makes no span of its own, for the augmentor that LangChain4j puts around a retriever. */
  static final class Silent implements Interceptor {

    @Override
    public boolean handles(Method method) {
      return method.getName().equals("augment") || method.getName().equals("augmentAsync");
    }

    @Override
    public @Nullable Object intercept(Tracing tracing, Call call) throws Throwable {
      return FutureResults.map(
          call.proceed(),
          result -> {
            noteMessage(call, result);
            return result;
          });
    }
  }
}
