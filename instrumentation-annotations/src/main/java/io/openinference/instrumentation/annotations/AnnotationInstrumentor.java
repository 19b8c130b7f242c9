// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations;

import io.openinference.instrumentation.annotations.weaving.AnnotatedInvocations;
import io.openinference.instrumentation.annotations.weaving.AnnotationSwitch;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Makes spans for calls of annotated methods, in the whole process.
 *
 * <pre>{@code
 * AnnotationInstrumentor.instrument();
 * }</pre>
 *
 * @since 0.1.0
 */
public final class AnnotationInstrumentor {

  private static final Set<Class<? extends Annotation>> SPANS =
      Set.of(
          Agent.class,
          Chain.class,
          Decision.class,
          Embedding.class,
          Evaluator.class,
          Guardrail.class,
          Llm.class,
          Prompt.class,
          Reranker.class,
          Retriever.class,
          Tool.class,
          Traced.class);

  private final @Nullable AnnotatedInvocations invocations;

  private AnnotationInstrumentor(@Nullable AnnotatedInvocations invocations) {
    this.invocations = invocations;
  }

  /**
   * Returns an instrumentor for a framework that intercepts calls itself. It traces only the calls
   * that go through {@link #call}.
   */
  public static AnnotationInstrumentor create(OpenTelemetry openTelemetry) {
    return new AnnotationInstrumentor(new AnnotatedInvocations(openTelemetry));
  }

  /**
   * Makes a call in the span that the annotations of the method describe. If the method is woven as
   * well, the call is still one span.
   *
   * @param method the annotated method, as its class declares it
   * @param target the object whose method is called, or null for a static method
   * @param arguments the arguments, which are recorded
   * @param invocation runs the method
   * @return what the caller must get: the result, or an object that stands in for it and ends the
   *     span
   * @throws Throwable the exception of the method, unchanged
   */
  public @Nullable Object call(
      Method method, @Nullable Object target, @Nullable Object[] arguments, Invocation invocation)
      throws Throwable {
    return invocations == null
        ? invocation.proceed()
        : invocations.call(method, target, arguments, invocation);
  }

  /** Tells whether an annotation makes a span of the calls of a method. */
  public static boolean isTraced(Method method) {
    for (Annotation annotation : method.getDeclaredAnnotations()) {
      if (SPANS.contains(annotation.annotationType())) {
        return true;
      }
    }
    return false;
  }

  /**
   * Traces annotated methods until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static AnnotationInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces annotated methods until {@link #uninstrument()}, and sends spans to the given
   * OpenTelemetry.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static AnnotationInstrumentor instrument(OpenTelemetry openTelemetry) {
    return AnnotationSwitch.turnOn(new AnnotationInstrumentor(null), openTelemetry);
  }

  /**
   * Tells whether this instrumentor traces the whole process. Returns true from {@link
   * #instrument()} until {@link #uninstrument()}, unless the JVM does not allow the
   * instrumentation.
   */
  public boolean isOn() {
    return AnnotationSwitch.isOn(this);
  }

  /** Stops tracing annotated methods. */
  public void uninstrument() {
    AnnotationSwitch.turnOff(this);
  }

  /**
   * Runs an intercepted method.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Invocation {

    /**
     * Runs the method and returns its result.
     *
     * @throws Throwable the exception of the method
     */
    @Nullable Object proceed() throws Throwable;
  }
}
