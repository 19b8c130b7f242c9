// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.bytecode.CallObserver;
import io.openinference.instrumentation.bytecode.WeavingTarget;
import io.opentelemetry.context.Context;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes spans for calls of annotated methods. */
final class AnnotatedCalls implements CallObserver {

  private static final String ANNOTATIONS = "io.openinference.instrumentation.annotations";

  private final Supplier<@Nullable OpenInferenceTracer> tracer;
  private final ClassValue<Map<Method, TracedMethod>> methods =
      new ClassValue<>() {
        @Override
        protected Map<Method, TracedMethod> computeValue(Class<?> type) {
          return new ConcurrentHashMap<>();
        }
      };

  AnnotatedCalls(Supplier<@Nullable OpenInferenceTracer> tracer) {
    this.tracer = tracer;
  }

  static List<WeavingTarget> targets() {
    return List.of(WeavingTarget.annotated(ANNOTATIONS));
  }

  // Calls too deep for a span run through here too, with little stack left, so this method must use
  // little stack.
  @Override
  public @Nullable CallEnd begin(
      Method method, @Nullable Object target, @Nullable Object[] arguments) {
    Context current = Context.current();
    Nesting around = Nesting.around(current);
    return Nesting.isTooDeep(around) || Nesting.hasSpanOf(around, method, target)
        ? null
        : start(method, arguments, current, around);
  }

  /**
   * Begins a call that a framework intercepts in front of the method. The method may be woven as
   * well, and makes no second span then.
   */
  @Nullable OpenCall beginIntercepted(
      Method method, @Nullable Object target, @Nullable Object[] arguments) {
    Context current = Context.current();
    Nesting around = Nesting.around(current);
    OpenCall call = Nesting.isTooDeep(around) ? null : start(method, arguments, current, around);
    if (call != null) {
      call.expect(method, target);
    }
    return call;
  }

  private @Nullable OpenCall start(
      Method method, @Nullable Object[] arguments, Context current, @Nullable Nesting around) {
    Map<Method, TracedMethod> known = methods.get(method.getDeclaringClass());
    TracedMethod traced = known.computeIfAbsent(method, TracedMethod::of);
    OpenInferenceTracer active = tracer.get();
    if (traced == null || active == null) {
      return null;
    }
    OpenInferenceSpan<?> span = traced.spanBuilder(active).startSpan(current);
    return OpenCall.begin(traced, span, around, arguments);
  }
}
