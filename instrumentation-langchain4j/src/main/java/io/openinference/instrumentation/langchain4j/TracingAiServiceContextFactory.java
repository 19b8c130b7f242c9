// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.spi.services.AiServiceContextFactory;

/**
 * Lets {@link LangChain4jInstrumentor#instrument()} reach the models, tools and retrievers of AI
 * services. LangChain4j finds this class by {@link java.util.ServiceLoader}; applications do not
 * use it.
 *
 * @since 0.1.0
 */
public final class TracingAiServiceContextFactory implements AiServiceContextFactory {

  private static final NextProvider<AiServiceContextFactory> NEXT =
      new NextProvider<>(AiServiceContextFactory.class, TracingAiServiceContextFactory.class);

  /** Called by {@link java.util.ServiceLoader}. */
  public TracingAiServiceContextFactory() {}

  @Override
  public AiServiceContext create(Class<?> aiServiceClass) {
    AiServiceContext next = NEXT.make(factory -> factory.create(aiServiceClass));
    AiServiceContext context = next == null ? new OwnContext(aiServiceClass) : next;
    try {
      ServiceInstrumentation.instrument(context);
    } catch (Throwable t) {
      GUARD.handleLibrary("context", t);
    }
    return context;
  }

  /** LangChain4j's own context, whose constructor is for subclasses. */
  private static final class OwnContext extends AiServiceContext {
    OwnContext(Class<?> aiServiceClass) {
      super(aiServiceClass);
    }
  }
}
