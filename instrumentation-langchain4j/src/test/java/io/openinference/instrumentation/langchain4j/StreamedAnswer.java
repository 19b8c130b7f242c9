// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import java.util.concurrent.CompletableFuture;

/** Completes with the answer of a streaming model. */
final class StreamedAnswer extends CompletableFuture<ChatResponse>
    implements StreamingChatResponseHandler {

  @Override
  public void onPartialResponse(String text) {}

  @Override
  public void onCompleteResponse(ChatResponse response) {
    complete(response);
  }

  @Override
  public void onError(Throwable error) {
    completeExceptionally(error);
  }
}
