// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import java.util.Map;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What becomes of a span that a library makes by itself.
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
   * Returns the rule that leaves the span out. What the library propagates in place of its span is
   * the span around it.
   */
  public static NativeSpanRule leaveOut() {
    return LEAVE_OUT;
  }

  /**
   * Returns the rule that makes a span of ours of it.
   *
   * @param start starts the span, in a context, from the texts among the attributes that the
   *     library's span starts with
   * @param listener takes the texts that the library sets later
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
   * Takes what a library tells of its span.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface AttributeListener {

    /** Takes an attribute that is text. */
    void attribute(OpenInferenceSpan<?> span, String key, String value);

    /** Takes an exception, and records it on the span unless the listener overrides this method. */
    default void exception(OpenInferenceSpan<?> span, Throwable exception) {
      span.recordException(exception);
    }

    /** Called before the span ends. */
    default void end(OpenInferenceSpan<?> span) {}

    /**
     * Returns the context that code inside of the span runs in.
     *
     * @param context a context with the span
     */
    default Context inSpan(OpenInferenceSpan<?> span, Context context) {
      return context;
    }
  }
}
