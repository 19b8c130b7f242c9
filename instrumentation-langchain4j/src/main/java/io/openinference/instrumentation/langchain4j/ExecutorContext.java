// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.internal.DefaultExecutorProvider;
import io.opentelemetry.context.Context;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * Carries the context to the threads of LangChain4j's own executor, through the {@code
 * ExecutorProvider} of LangChain4j 1.20. Without this class, the work that a retriever moves to
 * that executor would be a separate trace.
 */
final class ExecutorContext {

  private static final String PROVIDER_TYPE = "dev.langchain4j.spi.ExecutorProvider";

  private @Nullable Object provider;
  private @Nullable Object previous;

  void turnOn() {
    if (provider != null) {
      return;
    }
    try {
      Class<?> type =
          Class.forName(PROVIDER_TYPE, true, DefaultExecutorProvider.class.getClassLoader());
      previous = type.getMethod("get").invoke(null);
      // Read before our provider is set, because afterwards our provider would be the answer.
      Executor inUse =
          (Executor) DefaultExecutorProvider.class.getMethod("getDefaultExecutor").invoke(null);
      provider = newProvider(type, wrap(inUse));
      type.getMethod("set", type).invoke(null, provider);
    } catch (ClassNotFoundException e) {
      // An older release, whose executor cannot be replaced.
    } catch (Throwable t) {
      GUARD.handle("executor", t);
    }
  }

  void turnOff() {
    try {
      if (provider == null) {
        return;
      }
      Class<?> type = provider.getClass().getInterfaces()[0];
      if (type.getMethod("get").invoke(null) == provider) {
        type.getMethod("set", type).invoke(null, previous);
      }
      provider = null;
      previous = null;
    } catch (Throwable t) {
      GUARD.handle("executor", t);
    }
  }

  private static Executor wrap(Executor executor) {
    return executor instanceof ExecutorService service
        ? Context.taskWrapping(service)
        : Context.taskWrapping(executor);
  }

  private static Object newProvider(Class<?> type, Executor executor) {
    InvocationHandler handler =
        (proxy, method, arguments) ->
            switch (method.getName()) {
              case "executor" -> executor;
              case "equals" -> arguments != null && proxy == arguments[0];
              case "hashCode" -> System.identityHashCode(proxy);
              default -> "OpenInference's context-carrying " + executor;
            };
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }
}
