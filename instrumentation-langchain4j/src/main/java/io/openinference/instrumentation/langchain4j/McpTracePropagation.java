// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;

import dev.langchain4j.service.tool.ToolExecutor;
import io.openinference.instrumentation.api.door.TracingProxy;
import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes an existing MCP client send the trace context to its server, as {@code
 * metaSupplier(instrumentor::mcpMeta)} would have done. The application's own metadata are kept.
 */
final class McpTracePropagation implements InvocationHandler {

  /**
   * The field in which {@code DefaultMcpClient} stores the supplier, in the releases that have one.
   */
  private static final String SUPPLIER = "metaSupplier";

  /** The field in which {@code McpToolExecutor} stores the client. */
  private static final String CLIENT = "mcpClient";

  private final TracingSource<Tracing> source;
  private final @Nullable Object previous;

  private McpTracePropagation(TracingSource<Tracing> source, @Nullable Object previous) {
    this.source = source;
    this.previous = previous;
  }

  static void install(@Nullable Object client, TracingSource<Tracing> source) {
    try {
      Field field = client == null ? null : field(client.getClass());
      if (field != null && field.trySetAccessible()) {
        Object previous = field.get(client);
        if (!isInstalled(previous)) {
          field.set(client, supplier(field.getType(), new McpTracePropagation(source, previous)));
        }
      }
    } catch (Throwable t) {
      GUARD.handle("mcp", t);
    }
  }

  /** Does the same for the client of a tool of LangChain4j's own provider. */
  static void installInExecutor(ToolExecutor executor, TracingSource<Tracing> source) {
    try {
      Field field = executor.getClass().getDeclaredField(CLIENT);
      if (field.trySetAccessible()) {
        install(TracingProxy.unwrap(field.get(executor)), source);
      }
    } catch (NoSuchFieldException e) {
      // A release whose tools store their client elsewhere.
    } catch (Throwable t) {
      GUARD.handle("mcp", t);
    }
  }

  private static boolean isInstalled(@Nullable Object supplier) {
    return supplier != null
        && Proxy.isProxyClass(supplier.getClass())
        && Proxy.getInvocationHandler(supplier) instanceof McpTracePropagation;
  }

  private static @Nullable Field field(Class<?> type) {
    for (Class<?> current = type; current != null; current = current.getSuperclass()) {
      try {
        return current.getDeclaredField(SUPPLIER);
      } catch (NoSuchFieldException e) {
        // The field may be in the superclass.
      }
    }
    return null;
  }

  private static Object supplier(Class<?> type, McpTracePropagation handler) {
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.isDefault()) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    return switch (method.getName()) {
      case "apply" -> meta(method, arguments);
      case "equals" -> arguments != null && proxy == arguments[0];
      case "hashCode" -> System.identityHashCode(proxy);
      default -> "OpenInference's trace beside " + previous;
    };
  }

  private Map<Object, Object> meta(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Map<Object, Object> meta = new LinkedHashMap<>();
    Tracing tracing = source.active();
    if (tracing != null) {
      meta.putAll(tracing.propagationFields());
    }
    if (previous != null && previousMeta(previous, method, arguments) instanceof Map<?, ?> map) {
      meta.putAll(map);
    }
    return meta;
  }

  private static @Nullable Object previousMeta(
      Object supplier, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    try {
      return method.invoke(supplier, arguments);
    } catch (InvocationTargetException e) {
      Throwable thrown = e.getCause();
      throw thrown == null ? e : thrown;
    }
  }
}
