// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.Operation;
import io.openinference.instrumentation.api.call.SpanBuilders;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands before a client or service of openai-java.
 *
 * <p>A proxy rather than a class of our own, because nearly every release adds methods to the
 * interfaces, which a class compiled before would lack.
 */
final class TracingProxy implements InvocationHandler, Supplier<SpanBuilders> {

  private static final Object[] NO_ARGUMENTS = {};

  private final Object delegate;
  private final Tracing tracing;
  private final ServiceMethods methods;
  private final Map<Method, WrappedService> services = new ConcurrentHashMap<>();
  private volatile @Nullable SpanBuilders spanBuilders;

  private TracingProxy(Object delegate, Tracing tracing) {
    this.delegate = delegate;
    this.tracing = tracing;
    this.methods = ServiceMethods.of(delegate.getClass());
  }

  /** Returns a proxy of the type, or the delegate if it is one already or none can be made. */
  static Object wrap(Class<?> type, Object delegate, Tracing tracing) {
    if (handlerOf(delegate) != null) {
      return delegate;
    }
    try {
      return Proxy.newProxyInstance(
          type.getClassLoader(), new Class<?>[] {type}, new TracingProxy(delegate, tracing));
    } catch (Throwable fault) {
      tracing.guard().handleLibrary("wrap", fault);
      return delegate;
    }
  }

  private static @Nullable TracingProxy handlerOf(@Nullable Object object) {
    return object != null
            && Proxy.isProxyClass(object.getClass())
            && Proxy.getInvocationHandler(object) instanceof TracingProxy handler
        ? handler
        : null;
  }

  @Override
  public @Nullable Object invoke(
      Object proxy, Method method, @Nullable Object @Nullable [] givenArguments) throws Throwable {
    @Nullable Object[] arguments = givenArguments == null ? NO_ARGUMENTS : givenArguments;
    ServiceMethod target = methods.get(method);
    return switch (target.route()) {
      case EQUALS -> isEqual(arguments[0]);
      case DEFAULT -> InvocationHandler.invokeDefault(proxy, method, arguments);
      case SERVICE -> wrapService(method, target, arguments);
      case CALL -> call(target, arguments);
    };
  }

  private boolean isEqual(@Nullable Object other) {
    TracingProxy handler = handlerOf(other);
    return handler != null && delegate.equals(handler.delegate);
  }

  private @Nullable Object wrapService(
      Method method, ServiceMethod target, @Nullable Object[] arguments) throws Throwable {
    Object service = target.invoke(delegate, arguments);
    if (service == null || arguments.length > 0) {
      return service == null ? null : wrap(target.returnType(), service, tracing);
    }
    WrappedService known = services.get(method);
    if (known != null && known.service == service) {
      return known.proxy;
    }
    // Getters give the same service each time, and so the same proxy.
    return services.compute(
            method,
            (key, current) ->
                current != null && current.service == service
                    ? current
                    : new WrappedService(service, wrap(target.returnType(), service, tracing)))
        .proxy;
  }

  private @Nullable Object call(ServiceMethod target, @Nullable Object[] arguments)
      throws Throwable {
    Operation<?> operation = target.operation();
    OpenInferenceSpan<?> span = operation == null ? null : tracing.start(operation, this);
    if (operation == null || span == null) {
      return target.invoke(delegate, arguments);
    }
    return span.isRecording()
        ? record(
            tracing.record(span, operation, target.isStreaming(), arguments), target, arguments)
        : callIn(span.context(), target, arguments);
  }

  private @Nullable Object callIn(
      Context context, ServiceMethod target, @Nullable Object[] arguments) throws Throwable {
    Scope scope = tracing.makeCurrent(context);
    try {
      return target.invoke(delegate, arguments);
    } finally {
      tracing.close(scope);
    }
  }

  private @Nullable Object record(
      CallRecorder<?> call, ServiceMethod target, @Nullable Object[] arguments) throws Throwable {
    Object result;
    try {
      result = callIn(call.context(), target, arguments);
    } catch (Throwable failure) {
      call.fail(failure);
      throw failure;
    }
    return TracingResults.trace(result, call);
  }

  /** Got by the first call, not with the client, because that asks the client for its host. */
  @Override
  public SpanBuilders get() {
    SpanBuilders known = spanBuilders;
    if (known == null) {
      known = tracing.spanBuilders(BaseUrls.of(delegate));
      spanBuilders = known;
    }
    return known;
  }

  private record WrappedService(Object service, Object proxy) {}
}
