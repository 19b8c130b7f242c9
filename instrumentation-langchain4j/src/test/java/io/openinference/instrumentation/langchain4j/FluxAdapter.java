// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.service.TokenStream;
import dev.langchain4j.spi.services.TokenStreamAdapter;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

/** Lets services return a Flux of their tokens, as LangChain4j's module for Reactor does. */
public final class FluxAdapter implements TokenStreamAdapter {

  @Override
  public boolean canAdaptTokenStreamTo(Type type) {
    return type instanceof ParameterizedType parameterized
        && parameterized.getRawType() == Flux.class;
  }

  @Override
  public Object adapt(TokenStream stream) {
    Sinks.Many<String> sink = Sinks.many().unicast().onBackpressureBuffer();
    stream
        .onPartialResponse(sink::tryEmitNext)
        .onCompleteResponse(response -> sink.tryEmitComplete())
        .onError(sink::tryEmitError)
        .start();
    return sink.asFlux();
  }
}
