// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.instrumentation.langchain4j.Tracing.GUARD;
import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.langchain4j.Interceptor.Route;
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
 * <p>A dynamic proxy, because the interfaces grow: a delegator that was compiled against an older
 * version would hide the delegate's new methods behind their defaults.
 */
final class TracingProxy implements InvocationHandler {

  private final Class<?> type;
  private final Object delegate;
  private final Interceptor interceptor;
  private final Tracing.Source source;
  private final Map<Method, Route> routes = new ConcurrentHashMap<>();

  private TracingProxy(
      Class<?> type, Object delegate, Interceptor interceptor, Tracing.Source source) {
    this.type = type;
    this.delegate = delegate;
    this.interceptor = interceptor;
    this.source = source;
  }

  /** Returns the object with its calls traced, or as it is if they already are. */
  static <T> T wrap(Class<T> type, T delegate, Interceptor interceptor, Tracing.Source source) {
    requireNonNull(delegate, "delegate");
    if (isWrapped(delegate)) {
      return delegate;
    }
    TracingProxy handler = new TracingProxy(type, delegate, interceptor, source);
    return type.cast(newProxy(type, delegate.getClass(), handler));
  }

  static boolean isWrapped(@Nullable Object object) {
    return object != null
        && Proxy.isProxyClass(object.getClass())
        && Proxy.getInvocationHandler(object) instanceof TracingProxy;
  }

  private static Object newProxy(Class<?> type, Class<?> delegateType, InvocationHandler handler) {
    ClassLoader loader = delegateType.getClassLoader();
    if (loader != null) {
      try {
        return Proxy.newProxyInstance(
            loader, interfaces(type, delegateType).toArray(Class<?>[]::new), handler);
      } catch (IllegalArgumentException e) {
        // An interface that this loader does not see, or that contradicts another.
      }
    }
    return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler);
  }

  private static Set<Class<?>> interfaces(Class<?> type, Class<?> delegateType) {
    Set<Class<?>> interfaces = new LinkedHashSet<>();
    // First, so that the proxy hands out this interface's methods.
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

  /** Tells whether a proxy of ours may implement the interface and call its methods. */
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
    Route route = route(method);
    Tracing tracing = route == Route.PASS ? null : source.active();
    if (tracing == null) {
      return rewrapped(method, Call.invoke(method, delegate, arguments));
    }
    Call call = new Call(type, delegate, method, arguments);
    if (route == Route.FUNNEL) {
      try (Scope ignored = enter(call)) {
        return InvocationHandler.invokeDefault(proxy, method, arguments);
      }
    }
    return interceptor.intercept(tracing, call);
  }

  private Scope enter(Call call) {
    try {
      return interceptor.enter(call);
    } catch (Throwable t) {
      GUARD.handleLibrary("enter", t);
      return Scope.noop();
    }
  }

  /** Wraps what methods such as {@code addListener} return, a variant of the delegate. */
  private @Nullable Object rewrapped(Method method, @Nullable Object result) {
    return result != null && method.getReturnType() == type ? wrapAs(type, result) : result;
  }

  private <T> T wrapAs(Class<T> resultType, Object result) {
    return wrap(resultType, resultType.cast(result), interceptor, source);
  }

  private Route route(Method method) {
    Route known = routes.get(method);
    if (known != null) {
      return known;
    }
    Route route = Route.PASS;
    try {
      route = newRoute(method);
    } catch (Throwable t) {
      GUARD.handleLibrary("route", t);
    }
    routes.put(method, route);
    return route;
  }

  private Route newRoute(Method method) throws NoSuchMethodException {
    if (!interceptor.handles(method)) {
      return Route.PASS;
    }
    return method.isDefault() && !isOverridden(method)
        ? interceptor.inheritedDefault(method)
        : Route.TRACE;
  }

  private boolean isOverridden(Method method) throws NoSuchMethodException {
    Method implementation =
        delegate.getClass().getMethod(method.getName(), method.getParameterTypes());
    return implementation.getDeclaringClass() != method.getDeclaringClass();
  }

  private @Nullable Object objectMethod(Method method, @Nullable Object @Nullable [] arguments) {
    return switch (method.getName()) {
      case "equals" -> arguments != null && delegate.equals(unwrap(arguments[0]));
      case "hashCode" -> delegate.hashCode();
      default -> delegate.toString();
    };
  }

  static @Nullable Object unwrap(@Nullable Object object) {
    return isWrapped(object) && Proxy.getInvocationHandler(object) instanceof TracingProxy handler
        ? handler.delegate
        : object;
  }
}
