// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Traces the calls of one object through its interfaces.
 *
 * <p>Uses a dynamic proxy, because the interfaces of libraries grow: a delegating class that was
 * compiled against an older version would hide the delegate's new methods behind their defaults.
 *
 * <p>Two proxies are equal if their delegates are equal. A proxy never equals its delegate, because
 * the delegate would not equal the proxy.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public final class TracingProxy<T> implements InvocationHandler {

  private final Object delegate;
  private final Routing<T> routing;
  private final TracingSource<T> source;
  private final MethodRoutes<T> routes;
  private final Map<Method, WrappedResult> wrappedResults = new ConcurrentHashMap<>();

  private TracingProxy(Object delegate, Routing<T> routing, TracingSource<T> source) {
    this.delegate = delegate;
    this.routing = routing;
    this.source = source;
    this.routes = MethodRoutes.of(routing, delegate.getClass());
  }

  /**
   * Returns a proxy that traces the object's calls, or the object itself if it is already traced or
   * no proxy can be made.
   *
   * @param type an interface of the object
   * @param delegate the object
   * @param routing decides how to handle the object's methods
   * @param source supplies the object that traces calls
   * @param <R> an interface of the object
   * @param <T> the type of the object that traces the library's calls
   */
  public static <R, T> R wrap(
      Class<R> type, R delegate, Routing<T> routing, TracingSource<T> source) {
    requireNonNull(delegate, "delegate");
    return type.cast(wrapped(type, delegate, routing, source));
  }

  private static <T> Object wrapped(
      Class<?> type, Object delegate, Routing<T> routing, TracingSource<T> source) {
    if (isWrapped(delegate)) {
      return delegate;
    }
    try {
      return newProxy(type, delegate.getClass(), new TracingProxy<>(delegate, routing, source));
    } catch (Throwable t) {
      source.guard().handleLibrary("wrap", t);
      return delegate;
    }
  }

  /** Tells whether an object is a proxy made by this class. */
  public static boolean isWrapped(@Nullable Object object) {
    return handlerOf(object) != null;
  }

  /** Returns the object behind the proxy, or the object itself if it is not a proxy. */
  public static @Nullable Object unwrap(@Nullable Object object) {
    TracingProxy<?> handler = handlerOf(object);
    return handler == null ? object : handler.delegate;
  }

  private static @Nullable TracingProxy<?> handlerOf(@Nullable Object object) {
    return object != null
            && Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof TracingProxy<?> handler
        ? handler
        : null;
  }

  private static Object newProxy(Class<?> type, Class<?> delegateType, InvocationHandler handler) {
    ClassLoader loader = delegateType.getClassLoader();
    if (loader != null) {
      try {
        return Proxy.newProxyInstance(
            loader, interfaces(type, delegateType).toArray(Class<?>[]::new), handler);
      } catch (IllegalArgumentException e) {
        // An interface that this class loader cannot see, or that conflicts with another interface.
      }
    }
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Set<Class<?>> interfaces(Class<?> type, Class<?> delegateType) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    // First, so that the proxy uses the methods of this interface.
    interfaces.add(type);
    for (Class<?> c = delegateType; c != null; c = c.getSuperclass()) {
      for (Class<?> implemented : c.getInterfaces()) {
        if (isUsable(implemented)) {
          interfaces.add(implemented);
        }
      }
    }
    return interfaces;
  }

  /** Tells whether a proxy may implement the interface and call its methods. */
  private static boolean isUsable(Class<?> implemented) {
    return Modifier.isPublic(implemented.getModifiers())
        && !implemented.isSealed()
        && implemented
            .getModule()
            .isExported(implemented.getPackageName(), TracingProxy.class.getModule());
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    if (method.getDeclaringClass() == Object.class) {
      return objectMethod(method, arguments);
    }
    Route<T> route = routes.get(method, source.guard());
    return switch (route.kind()) {
      case PASS -> InterceptedCall.invoke(method, delegate, arguments);
      case WRAP -> wrapResult(method, arguments);
      case FUNNEL, TRACE -> follow(route, proxy, method, arguments);
    };
  }

  private @Nullable Object follow(
      Route<T> route, Object proxy, Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    T tracing = source.active();
    if (tracing == null) {
      return InterceptedCall.invoke(method, delegate, arguments);
    }
    Interceptor<T> interceptor = route.interceptor();
    if (interceptor == null) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
    InterceptedCall call = new InterceptedCall(delegate, method, arguments);
    if (route.kind() == Route.Kind.TRACE) {
      return interceptor.intercept(tracing, call);
    }
    try (Scope ignored = enter(interceptor, call)) {
      return InvocationHandler.invokeDefault(proxy, method, arguments);
    }
  }

  private Scope enter(Interceptor<T> interceptor, InterceptedCall call) {
    try {
      return interceptor.enter(call);
    } catch (Throwable t) {
      source.guard().handleLibrary("enter", t);
      return Scope.noop();
    }
  }

  private @Nullable Object wrapResult(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Object result = InterceptedCall.invoke(method, delegate, arguments);
    if (result == null) {
      return null;
    }
    Class<?> type = method.getReturnType();
    if (arguments != null && arguments.length > 0) {
      return wrapped(type, result, routing, source);
    }
    WrappedResult known = wrappedResults.get(method);
    if (known != null && known.result == result) {
      return known.proxy;
    }
    // Getters return the same object each time, so the cached proxy stays the same too.
    return wrappedResults.compute(
            method,
            (key, current) ->
                current != null && current.result == result
                    ? current
                    : new WrappedResult(result, wrapped(type, result, routing, source)))
        .proxy;
  }

  private @Nullable Object objectMethod(Method method, @Nullable Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && isEqual(arguments[0]);
      case "hashCode" -> delegate.hashCode();
      default -> delegate.toString();
    };
  }

  private boolean isEqual(@Nullable Object other) {
    TracingProxy<?> handler = handlerOf(other);
    return handler != null && delegate.equals(handler.delegate);
  }

  private record WrappedResult(Object result, Object proxy) {}
}
