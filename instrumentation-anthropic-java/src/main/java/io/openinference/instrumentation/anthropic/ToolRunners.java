// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.ClientOptions;
import com.anthropic.core.RequestOptions;
import com.anthropic.services.blocking.beta.MessageService;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.TracingProxy;
import java.lang.reflect.Constructor;
import org.jspecify.annotations.Nullable;

/**
 * Builds the runners of tools again.
 *
 * <p>A runner calls the service that made it, which lies behind the proxy. The runner that is built
 * again calls a proxy, and its options make a span of each tool.
 */
final class ToolRunners {

  static final Interceptor<AnthropicTracing> INTERCEPTOR = ToolRunners::intercept;

  private static @Nullable Object intercept(AnthropicTracing tracing, InterceptedCall call)
      throws Throwable {
    Object runner = call.proceed();
    try {
      return runner == null ? null : rebuild(runner, tracing, call);
    } catch (Throwable fault) {
      AnthropicTracing.GUARD.handle("toolRunner", fault);
      return runner;
    }
  }

  private static Object rebuild(Object runner, AnthropicTracing tracing, InterceptedCall call)
      throws ReflectiveOperationException {
    if (!(call.delegate() instanceof MessageService service)) {
      return runner;
    }
    MessageService traced =
        TracingProxy.wrap(MessageService.class, service, Services.ROUTING, tracing);
    ClientOptions options = Providers.optionsOf(service);
    for (Constructor<?> constructor : runner.getClass().getConstructors()) {
      if (!constructor.isSynthetic() && constructor.getParameterTypes()[0].isInstance(traced)) {
        return constructor.newInstance(
            arguments(constructor.getParameterTypes(), traced, options, tracing, call));
      }
    }
    return runner;
  }

  /** Finds arguments by their types, because the constructor has other ones in newer releases. */
  private static @Nullable Object[] arguments(
      Class<?>[] types,
      MessageService service,
      @Nullable ClientOptions options,
      AnthropicTracing tracing,
      InterceptedCall call)
      throws ReflectiveOperationException {
    @Nullable Object[] arguments = new @Nullable Object[types.length];
    arguments[0] = service;
    for (int i = 1; i < types.length; i++) {
      if (types[i] == ClientOptions.class && options != null) {
        arguments[i] = tracing.nativeTelemetry().forTools(options);
      } else if (types[i] == RequestOptions.class) {
        Object given = find(types[i], call);
        arguments[i] = given == null ? RequestOptions.none() : given;
      } else {
        arguments[i] = find(types[i], call);
      }
    }
    return arguments;
  }

  private static @Nullable Object find(Class<?> type, InterceptedCall call) {
    @Nullable Object @Nullable [] given = call.arguments();
    if (given != null) {
      for (Object argument : given) {
        if (type.isInstance(argument)) {
          return argument;
        }
      }
    }
    return null;
  }

  private ToolRunners() {}
}
