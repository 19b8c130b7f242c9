// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.ClientOptions;
import io.openinference.instrumentation.api.nativespan.NativeTracerProvider;
import io.opentelemetry.api.trace.TracerProvider;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.WeakHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Keeps anthropic-java from making a second span for each call.
 *
 * <p>From release 3 on the library makes spans by itself, with the provider in its options, or with
 * the global one. This puts a provider of ours in place of the global one. A provider that the
 * application has set stays. The library still writes {@code traceparent} into requests, with the
 * identifiers of our span.
 *
 * <p>By reflection, because the oldest supported release has none of this.
 */
final class NativeTelemetry {

  /** The method of {@link ClientOptions} that gives the library's options for its spans. */
  static final String OPTION = "openTelemetry";

  private static final String PROVIDER = "tracerProvider";
  private static final String TRACES = "traces";

  /** Tools have their content from the library, which cuts it by default. */
  private static final long MAX_CONTENT_BYTES = Integer.MAX_VALUE;

  private final TracerProvider provider;
  // Options and clients with our provider, by those without it, so that equal ones stay equal.
  private final Map<Object, Object> quiet = Collections.synchronizedMap(new WeakHashMap<>());

  NativeTelemetry(TracerProvider provider) {
    this.provider = provider;
  }

  /** Returns a client whose spans are ours, or the client itself where it makes none. */
  Object quietClient(Object client) throws ReflectiveOperationException {
    ClientOptions options = Providers.optionsOf(client);
    Object before = options == null ? null : telemetryOf(options);
    if (before == null || !isReplaceable(before)) {
      return client;
    }
    Object known = quiet.get(client);
    if (known == null) {
      Object after = quiet(before);
      Consumer<ClientOptions.Builder> change = builder -> set(builder, after);
      known =
          client instanceof AnthropicClient sync
              ? sync.withOptions(change)
              : ((AnthropicClientAsync) client).withOptions(change);
      quiet.put(client, known);
    }
    return known;
  }

  /** Returns options with our provider, or the given ones where there is no place for it. */
  @Nullable Object quietOrSame(@Nullable Object telemetry) {
    if (telemetry == null) {
      return null;
    }
    try {
      return isReplaceable(telemetry) ? quiet(telemetry) : telemetry;
    } catch (Throwable fault) {
      AnthropicTracing.GUARD.handle("openTelemetry", fault);
      return telemetry;
    }
  }

  private Object quiet(Object telemetry) throws ReflectiveOperationException {
    Object known = quiet.get(telemetry);
    if (known == null) {
      known = build(toBuilder(telemetry));
      quiet.put(telemetry, known);
    }
    return known;
  }

  /** Returns the options for a loop of tools, whose spans have the arguments and the results. */
  ClientOptions forTools(ClientOptions options) throws ReflectiveOperationException {
    Object before = telemetryOf(options);
    if (before == null || !(isReplaceable(before) || isOurs(before))) {
      return options;
    }
    Object builder = toBuilder(before);
    Object traces = toBuilder(call(before, TRACES));
    Class<?> mode = parameterOf(traces.getClass(), "contentMode");
    call(traces, "contentMode", mode.getField("CONTENT").get(null));
    call(traces, "maxContentBytes", MAX_CONTENT_BYTES);
    call(builder, TRACES, call(traces, "build"));
    Object after = build(builder);
    ClientOptions.Builder changed = options.toBuilder();
    set(changed, after);
    return changed.build();
  }

  private Object build(Object builder) throws ReflectiveOperationException {
    call(builder, PROVIDER, provider);
    return call(builder, "build");
  }

  /**
   * Tells whether the library would use the global provider, and takes ours. It does not where an
   * agent keeps its OpenTelemetry apart from that of the application, which then has no global one.
   */
  private boolean isReplaceable(Object telemetry) throws ReflectiveOperationException {
    return call(telemetry, PROVIDER) instanceof Optional<?> set
        && set.isEmpty()
        && find(toBuilder(telemetry), PROVIDER, provider) != null;
  }

  private boolean isOurs(Object telemetry) throws ReflectiveOperationException {
    return call(telemetry, PROVIDER) instanceof Optional<?> set
        && set.orElse(null) instanceof NativeTracerProvider;
  }

  /** Returns null for a release that makes no spans. */
  private static @Nullable Object telemetryOf(ClientOptions options)
      throws ReflectiveOperationException {
    for (Method method : ClientOptions.class.getMethods()) {
      if (method.getName().equals(OPTION)) {
        return method.invoke(options);
      }
    }
    return null;
  }

  private static void set(ClientOptions.Builder builder, Object telemetry) {
    try {
      call(builder, OPTION, telemetry);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Object toBuilder(Object value) throws ReflectiveOperationException {
    return call(value, "toBuilder");
  }

  private static Class<?> parameterOf(Class<?> type, String name) throws NoSuchMethodException {
    for (Method method : type.getMethods()) {
      if (method.getName().equals(name)) {
        return method.getParameterTypes()[0];
      }
    }
    throw new NoSuchMethodException(name);
  }

  private static Object call(Object target, String name, Object... arguments)
      throws ReflectiveOperationException {
    Method method = find(target, name, arguments);
    if (method == null) {
      throw new NoSuchMethodException(name);
    }
    return invoke(method, target, arguments);
  }

  private static @Nullable Method find(Object target, String name, Object... arguments) {
    for (Method method : target.getClass().getMethods()) {
      if (method.getName().equals(name) && accepts(method, arguments)) {
        return method;
      }
    }
    return null;
  }

  private static boolean accepts(Method method, Object[] arguments) {
    Class<?>[] types = method.getParameterTypes();
    return types.length == arguments.length
        && (types.length == 0
            || types[0].isInstance(arguments[0])
            || (types[0] == long.class && arguments[0] instanceof Long));
  }

  private static Object invoke(Method method, Object target, Object[] arguments)
      throws ReflectiveOperationException {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw new IllegalStateException(e.getTargetException());
    }
  }
}
