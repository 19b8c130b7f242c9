// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Decides what happens to a span that a library makes itself.
 *
 * @since 0.1.0
 */
public final class NativeSpanRule {

  private static final NativeSpanRule KEEP = new NativeSpanRule(null, null);
  private static final NativeSpanRule LEAVE_OUT = new NativeSpanRule(null, null);

  private final @Nullable BiFunction<Context, Map<String, String>, OpenInferenceSpan<?>> start;
  private final @Nullable AttributeListener listener;

  private NativeSpanRule(
      @Nullable BiFunction<Context, Map<String, String>, OpenInferenceSpan<?>> start,
      @Nullable AttributeListener listener) {
    this.start = start;
    this.listener = listener;
  }

  /** Returns the rule that gives the span to the application's OpenTelemetry. */
  public static NativeSpanRule keep() {
    return KEEP;
  }

  /**
   * Returns the rule that leaves the span out. The library then propagates the surrounding span in
   * place of its own.
   */
  public static NativeSpanRule leaveOut() {
    return LEAVE_OUT;
  }

  /**
   * Returns the rule that replaces the span with an OpenInference span.
   *
   * @param start starts the span in a context; it receives the text attributes that the library set
   *     at the start
   * @param listener receives the text attributes that the library sets later
   */
  public static NativeSpanRule replace(
      BiFunction<Context, Map<String, String>, OpenInferenceSpan<?>> start,
      AttributeListener listener) {
    return new NativeSpanRule(requireNonNull(start, "start"), requireNonNull(listener, "listener"));
  }

  @Nullable BiFunction<Context, Map<String, String>, OpenInferenceSpan<?>> start() {
    return start;
  }

  void tell(OpenInferenceSpan<?> span, String key, String value) {
    if (listener != null) {
      listener.attribute(span, key, value);
    }
  }

  void exception(OpenInferenceSpan<?> span, Throwable exception) {
    if (listener != null) {
      listener.exception(span, exception);
    }
  }

  void end(OpenInferenceSpan<?> span) {
    if (listener != null) {
      listener.end(span);
    }
  }

  Context inSpan(OpenInferenceSpan<?> span, Context context) {
    return listener == null ? context : listener.inSpan(span, context);
  }

  /**
   * Receives what a library records on its span.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface AttributeListener {

    /** Receives a text attribute. */
    void attribute(OpenInferenceSpan<?> span, String key, String value);

    /** Receives an exception. The default implementation records the exception on the span. */
    default void exception(OpenInferenceSpan<?> span, Throwable exception) {
      span.recordException(exception);
    }

    /** Called before the span ends. */
    default void end(OpenInferenceSpan<?> span) {}

    /**
     * Returns the context for the code inside the span.
     *
     * @param context a context with the span
     */
    default Context inSpan(OpenInferenceSpan<?> span, Context context) {
      return context;
    }
  }
}
