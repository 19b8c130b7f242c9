// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.service.TokenStream;
import dev.langchain4j.spi.services.TokenStreamAdapter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.concurrent.CompletableFuture;

/** Lets services return a future of their answer, as modules such as Reactor's do with theirs. */
public final class FutureAdapter implements TokenStreamAdapter {

  @Override
  public boolean canAdaptTokenStreamTo(Type type) {
    return type instanceof ParameterizedType parameterized
        && parameterized.getRawType() == CompletableFuture.class;
  }

  @Override
  public Object adapt(TokenStream stream) {
    CompletableFuture<String> future = new CompletableFuture<>();
    stream
        .onPartialResponse(token -> {})
        .onCompleteResponse(response -> future.complete(response.aiMessage().text()))
        .onError(future::completeExceptionally)
        .start();
    return future;
  }
}
