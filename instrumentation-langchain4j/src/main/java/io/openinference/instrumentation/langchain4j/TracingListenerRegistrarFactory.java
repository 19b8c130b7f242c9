// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.DefaultAiServiceListenerRegistrar;
import dev.langchain4j.spi.observability.AiServiceListenerRegistrarFactory;

/**
 * Lets {@link LangChain4jInstrumentor#instrument()} receive the events of AI services. LangChain4j
 * finds this class by {@link java.util.ServiceLoader}; applications do not use it.
 *
 * @since 0.1.0
 */
public final class TracingListenerRegistrarFactory implements AiServiceListenerRegistrarFactory {

  private static final NextProvider<AiServiceListenerRegistrarFactory> NEXT =
      new NextProvider<>(
          AiServiceListenerRegistrarFactory.class, TracingListenerRegistrarFactory.class);

  /** Called by {@link java.util.ServiceLoader}. */
  public TracingListenerRegistrarFactory() {}

  @Override
  public AiServiceListenerRegistrar get() {
    AiServiceListenerRegistrar next = NEXT.make(AiServiceListenerRegistrarFactory::get);
    AiServiceListenerRegistrar registrar =
        next == null ? new DefaultAiServiceListenerRegistrar() : next;
    try {
      ServiceInstrumentation.listen(registrar);
    } catch (Throwable t) {
      GUARD.handleLibrary("registrar", t);
    }
    return registrar;
  }
}
