// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import static java.util.Objects.requireNonNull;

import org.jspecify.annotations.Nullable;

/**
 * Decides how a proxy handles the calls of one method.
 *
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public final class Route<T> {

  private static final Route<?> PASS = new Route<>(Kind.PASS, null);
  private static final Route<?> WRAP = new Route<>(Kind.WRAP, null);
  private static final Route<?> FUNNEL = new Route<>(Kind.FUNNEL, null);

  private final Kind kind;
  private final @Nullable Interceptor<T> interceptor;

  private Route(Kind kind, @Nullable Interceptor<T> interceptor) {
    this.kind = kind;
    this.interceptor = interceptor;
  }

  /**
   * Returns the route that passes calls to the delegate.
   *
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> Route<T> pass() {
    return of(PASS);
  }

  /**
   * Returns the route that passes calls to the delegate and wraps the returned object in a proxy,
   * for getters of sub-services and variants of the delegate.
   *
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> Route<T> wrap() {
    return of(WRAP);
  }

  /**
   * Returns the route that runs the interface's default method on the proxy, so that the proxy sees
   * its inner calls.
   *
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> Route<T> funnel() {
    return of(FUNNEL);
  }

  /**
   * Returns the route that runs the interface's default method on the proxy, inside a scope.
   *
   * @param interceptor opens the scope
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> Route<T> funnel(Interceptor<T> interceptor) {
    return new Route<>(Kind.FUNNEL, requireNonNull(interceptor, "interceptor"));
  }

  /**
   * Returns the route that traces calls.
   *
   * @param <T> the type of the object that traces the library's calls
   */
  public static <T> Route<T> trace(Interceptor<T> interceptor) {
    return new Route<>(Kind.TRACE, requireNonNull(interceptor, "interceptor"));
  }

  @SuppressWarnings("unchecked") // Only interceptors depend on the type.
  private static <T> Route<T> of(Route<?> withoutInterceptor) {
    return (Route<T>) withoutInterceptor;
  }

  Kind kind() {
    return kind;
  }

  @Nullable Interceptor<T> interceptor() {
    return interceptor;
  }

  enum Kind {
    PASS,
    WRAP,
    FUNNEL,
    TRACE
  }
}
