// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import io.openinference.instrumentation.ChainSpan;
import io.openinference.instrumentation.api.door.FutureResults;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** Traces {@code RetrievalAugmentor}, whose steps run on any thread. */
final class RetrievalAugmentorInterceptor extends RetrievalStepInterceptor {

  @Override
  protected void onStarted(InterceptedCall call, Context inCall) {
    Invocation invocation = invocation(call);
    if (invocation != null) {
      invocation.augmentation(inCall);
    }
  }

  @Override
  protected void recordResult(
      ChainSpan span, Tracing tracing, InterceptedCall call, Object result) {
    noteMessage(call, result);
    super.recordResult(span, tracing, call, result);
  }

  private static @Nullable Invocation invocation(InterceptedCall call) {
    AugmentationRequest request = call.argument(AugmentationRequest.class);
    return request == null || request.metadata() == null
        ? null
        : Invocations.find(request.metadata().invocationContext());
  }

  private static void noteMessage(InterceptedCall call, @Nullable Object result) {
    Invocation invocation = invocation(call);
    if (invocation != null
        && result instanceof AugmentationResult augmented
        && augmented.chatMessage() instanceof UserMessage message) {
      invocation.augmentedMessage(message);
    }
  }

  /** Makes no span for the augmentor that LangChain4j puts around a retriever. */
  static final class Silent implements PartInterceptor {

    @Override
    public @Nullable Object intercept(Tracing tracing, InterceptedCall call) throws Throwable {
      return FutureResults.map(
          call.proceed(),
          result -> {
            noteMessage(call, result);
            return result;
          });
    }
  }
}
