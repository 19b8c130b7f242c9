// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.lang.reflect.Method;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Makes calls of annotated methods in a span. */
final class AnnotatedCalls implements CallAdvice {

  private static final String ANNOTATIONS = "io.openinference.instrumentation.annotations";

  private final Supplier<OpenInferenceTracer> tracer;
  private final ClassValue<Map<Method, TracedMethod>> methods =
      new ClassValue<>() {
        @Override
        protected Map<Method, TracedMethod> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  AnnotatedCalls(Supplier<OpenInferenceTracer> tracer) {
    this.tracer = tracer;
  }

  static List<WeavingTarget> targets() {
    return List.of(WeavingTarget.annotated(ANNOTATIONS));
  }

  @Override
  public @Nullable Object around(MethodCall call) throws Throwable {
    TracedMethod method =
        methods
            .get(call.method().getDeclaringClass())
            .computeIfAbsent(call.method(), TracedMethod::of);
    return trace(method.spanBuilder(tracer.get()), method, call);
  }

  // What the method returns is passed on as it is, null too.
  @SuppressWarnings({"unchecked", "NullAway"})
  private static <S extends OpenInferenceSpan<S>> @Nullable Object trace(
      OpenInferenceSpanBuilder<S> builder, TracedMethod method, MethodCall call) throws Throwable {
    Class<?> type = call.method().getReturnType();
    if (type == Iterator.class) {
      return builder.<Object, Throwable>callIterator(
          span -> (Iterator<Object>) proceed(span, method, call));
    }
    if (type == Stream.class) {
      return builder.<Object, Throwable>callStream(
          span -> (Stream<Object>) proceed(span, method, call));
    }
    S span = builder.setParent(Context.current()).startSpan();
    Object result;
    try (Scope ignored = span.makeCurrent()) {
      result = proceed(span, method, call);
    } catch (Throwable failure) {
      span.endExceptionally(failure);
      throw failure;
    }
    // Such as that of a type variable, whose callers cast the result to the very class that it has.
    boolean isUndeclared = type == Object.class && result != null;
    try {
      return end(span, isUndeclared ? result.getClass() : type, result);
    } catch (Throwable fault) {
      span.end();
      throw fault; // The engine logs it, and gives the caller what the method has returned.
    }
  }

  private static @Nullable Object proceed(
      OpenInferenceSpan<?> span, TracedMethod method, MethodCall call) throws Throwable {
    if (span.isRecording()) {
      method.recordCall(span, call.arguments());
    }
    return call.proceed();
  }

  @SuppressWarnings("FutureReturnValueIgnored") // It is the result of the call.
  private static <S extends OpenInferenceSpan<S>> @Nullable Object end(
      S span, Class<?> type, @Nullable Object result) {
    if (result instanceof CompletionStage<?> stage
        && type.isAssignableFrom(CompletableFuture.class)) {
      return span.endWhenComplete(stage, value -> Values.recordOutput(span, value));
    }
    Object publisher = Publishers.ending(span, type, result);
    if (publisher != null) {
      return publisher;
    }
    Values.recordOutput(span, result);
    span.end();
    return result;
  }
}
