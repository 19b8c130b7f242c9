// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.GuardedScope;
import io.openinference.instrumentation.spi.StartedSpan;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.instrumentation.spi.TracingSuppression;
import io.openinference.semconv.OpenInferenceAttributes;
import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Starts a span of one kind, or runs code inside a span.
 *
 * <p>{@link #run}, {@link #call} and similar methods make the span current while the code runs.
 * They record an exception of the code, throw it again unchanged and end the span. {@link
 * #startSpan()} leaves all of these steps to the caller.
 *
 * @param <S> the type of span
 * @since 0.1.0
 */
public final class OpenInferenceSpanBuilder<S extends OpenInferenceSpan<S>> {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private static final int KEYS_OF_MOST_SPANS = 32;

  private final OpenInferenceTracer tracer;
  private final String name;
  private final SpanFactory<S> factory;
  private final StartAttributes attributes;
  private @Nullable Context parentContext;
  private @Nullable List<Consumer<SpanBuilder>> settings;

  OpenInferenceSpanBuilder(
      OpenInferenceTracer tracer,
      OpenInferenceSpanKind kind,
      @Nullable String name,
      SpanFactory<S> factory) {
    this.tracer = tracer;
    this.name = name == null ? kind.value() : name;
    this.factory = factory;
    this.attributes = new StartAttributes(tracer.masker());
    attributes.set(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND, kind.value());
  }

  /** Sets the parent context of the span; the default is the current context. */
  public OpenInferenceSpanBuilder<S> setParent(@Nullable Context parentContext) {
    this.parentContext = parentContext;
    return this;
  }

  /**
   * Makes the span the root of a new trace; the attributes of the surrounding scopes still apply.
   */
  public OpenInferenceSpanBuilder<S> setNoParent() {
    return with(SpanBuilder::setNoParent);
  }

  /**
   * Sets the side of a remote call that the span is on; the default is {@link SpanKind#INTERNAL}.
   * The kind of {@code openinference.span.kind} is set by the tracer.
   */
  public OpenInferenceSpanBuilder<S> setSpanKind(SpanKind spanKind) {
    return with(span -> span.setSpanKind(spanKind));
  }

  /** Links the span to another span. */
  public OpenInferenceSpanBuilder<S> addLink(SpanContext target) {
    return with(span -> span.addLink(target));
  }

  /** Links the span to another span, with attributes that are masked like those of the span. */
  public OpenInferenceSpanBuilder<S> addLink(SpanContext target, Attributes attributes) {
    try {
      Attributes masked = MaskedAttributes.ofSpanBuilder(tracer.masker(), attributes);
      return with(span -> span.addLink(target, masked));
    } catch (Throwable t) {
      GUARD.handle("addLink", t);
      return this;
    }
  }

  /** Sets the start time of the operation, for operations that began in the past. */
  public OpenInferenceSpanBuilder<S> setStartTimestamp(Instant time) {
    return with(span -> span.setStartTimestamp(time));
  }

  /** Sets an attribute that samplers can read. */
  public <T> OpenInferenceSpanBuilder<S> setAttribute(AttributeKey<T> key, @Nullable T value) {
    try {
      attributes.set(key, value);
    } catch (Throwable t) {
      GUARD.handle("setAttribute", t);
    }
    return this;
  }

  /** Sets an attribute that samplers can read. */
  public OpenInferenceSpanBuilder<S> setAttribute(AttributeKey<Long> key, int value) {
    return setAttribute(key, (Long) (long) value);
  }

  private OpenInferenceSpanBuilder<S> with(Consumer<SpanBuilder> setting) {
    if (settings == null) {
      settings = new ArrayList<>();
    }
    settings.add(setting);
    return this;
  }

  /** Starts the span without making it current; the caller must end it. */
  public S startSpan() {
    return startSpan(parentContext == null ? GuardedScope.currentContext() : parentContext);
  }

  /**
   * Starts the span without making it current; the caller must end it. One builder may start the
   * spans of many calls. Several threads may use the builder at once if no thread changes it any
   * more.
   *
   * @param parent the parent context of the span; it overrides the context set on the builder
   */
  public S startSpan(Context parent) {
    if (parent instanceof StartedSpan known) {
      return goOn(known.span());
    }
    try {
      if (!TracingSuppression.isActive(parent)) {
        return start(parent);
      }
    } catch (Throwable t) {
      GUARD.handle("startSpan", t);
    }
    return factory.create(Span.getInvalid(), parent, null);
  }

  private S start(Context parent) {
    SpanBuilder builder = tracer.tracer().spanBuilder(name).setParent(parent);
    if (settings != null) {
      settings.forEach(setting -> setting.accept(builder));
    }
    StartAttributes inherited = inheritedFrom(parent);
    if (inherited != null) {
      inherited.writeTo(builder);
    }
    // Set after the context's attributes, because attributes of the span itself win.
    attributes.writeTo(builder);
    Span span = builder.startSpan();
    try {
      tracer.reportUnsentSpans();
      return factory.create(span, parent, span.isRecording() ? recorder(span, inherited) : null);
    } catch (Throwable t) {
      // No other code refers to this span.
      GUARD.run("end", span::end);
      throw t;
    }
  }

  /** Gives a span that has started the name, the kind and the attributes of this builder. */
  private S goOn(OpenInferenceSpan<?> started) {
    try {
      SpanRecorder recorder = started.recorder;
      if (recorder != null) {
        recorder.rename(name);
        recorder.recordAll(attributes::writeTo);
      }
      return factory.create(started.span, started.parentContext(), recorder);
    } catch (Throwable t) {
      GUARD.handle("startSpan", t);
      started.end(); // The caller goes on with the returned span alone.
      return factory.create(Span.getInvalid(), started.parentContext(), null);
    }
  }

  private @Nullable StartAttributes inheritedFrom(Context parent) {
    ContextAttributes values = ContextAttributes.in(parent);
    if (values == null) {
      return null;
    }
    StartAttributes inherited = new StartAttributes(tracer.masker());
    values.writeTo(inherited);
    return inherited;
  }

  private SpanRecorder recorder(Span span, @Nullable StartAttributes inherited) {
    int attributeCountLimit = tracer.attributeCountLimit();
    Set<AttributeKey<?>> keys = ConcurrentHashMap.newKeySet(KEYS_OF_MOST_SPANS);
    if (inherited != null) {
      inherited.addKeysTo(keys);
    }
    attributes.addKeysTo(keys);
    return new SpanRecorder(tracer.masker(), span, attributeCountLimit, keys);
  }

  /**
   * Runs code inside the span.
   *
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   */
  public <X extends Throwable> void run(SpanConsumer<? super S, X> code) throws X {
    this.<@Nullable Void, X>call(
        span -> {
          code.accept(span);
          return null;
        });
  }

  /**
   * Runs code that does not need the span object inside the span.
   *
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   */
  public <X extends Throwable> void run(SpanRunnable<X> code) throws X {
    this.<X>run(span -> code.run());
  }

  /**
   * Runs code inside the span and returns its result.
   *
   * @param <T> the type of the result
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   */
  public <T extends @Nullable Object, X extends Throwable> T call(
      SpanFunction<? super S, T, X> code) throws X {
    S span = startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return code.apply(span);
    } catch (Throwable t) {
      span.recordException(t);
      throw t;
    } finally {
      span.end();
    }
  }

  /**
   * Runs code that does not need the span object inside the span, and returns its result.
   *
   * @param <T> the type of the result
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   */
  public <T extends @Nullable Object, X extends Throwable> T call(SpanCallable<T, X> code)
      throws X {
    return this.<T, X>call(span -> code.call());
  }

  /**
   * Starts asynchronous code inside the span; the span ends when the returned stage completes.
   *
   * @param <T> the type of the result
   * @param <X> the exception type of the code before it returns a stage; the exception is thrown
   *     again unchanged
   * @return a future that completes after the span has ended; cancelling it also cancels the code's
   *     stage if that stage is a future
   */
  public <T extends @Nullable Object, X extends Throwable> CompletableFuture<T> callAsync(
      SpanFunction<? super S, ? extends CompletionStage<T>, X> code) throws X {
    S span = startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return span.endWhenComplete(code.apply(span), result -> {});
    } catch (Throwable t) {
      span.endExceptionally(t);
      throw t;
    }
  }

  /**
   * Starts asynchronous code that does not need the span object inside the span.
   *
   * @param <T> the type of the result
   * @param <X> the exception type of the code before it returns a stage; the exception is thrown
   *     again unchanged
   * @return a future that completes after the span has ended
   */
  public <T extends @Nullable Object, X extends Throwable> CompletableFuture<T> callAsync(
      SpanCallable<? extends CompletionStage<T>, X> code) throws X {
    return this.<T, X>callAsync(span -> code.call());
  }

  /**
   * Runs code that returns an iterator; the span ends with the iteration.
   *
   * @param <T> the type of an element
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   * @return an iterator that ends the span at its last element, on an exception, on close, or when
   *     it is garbage-collected
   */
  public <T extends @Nullable Object, X extends Throwable> TracedIterator<T> callIterator(
      SpanFunction<? super S, ? extends Iterator<T>, X> code) throws X {
    S span = startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return TracedIterator.of(code.apply(span), span);
    } catch (Throwable t) {
      span.endExceptionally(t);
      throw t;
    }
  }

  /**
   * Runs code that returns an iterator and does not need the span object; the span ends with the
   * iteration.
   *
   * @param <T> the type of an element
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   * @return an iterator that ends the span, as in {@link #callIterator(SpanFunction)}
   */
  public <T extends @Nullable Object, X extends Throwable> TracedIterator<T> callIterator(
      SpanCallable<? extends Iterator<T>, X> code) throws X {
    return this.<T, X>callIterator(span -> code.call());
  }

  /**
   * Runs code that returns a stream; the span ends with the stream.
   *
   * @param <T> the type of an element
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   * @return a sequential stream that ends the span at its last element, on an exception, on close,
   *     or when it is garbage-collected
   */
  public <T extends @Nullable Object, X extends Throwable> Stream<T> callStream(
      SpanFunction<? super S, ? extends Stream<T>, X> code) throws X {
    S span = startSpan();
    try (Scope ignored = span.makeCurrent()) {
      return TracedIterator.stream(code.apply(span), span);
    } catch (Throwable t) {
      span.endExceptionally(t);
      throw t;
    }
  }

  /**
   * Runs code that returns a stream and does not need the span object; the span ends with the
   * stream.
   *
   * @param <T> the type of an element
   * @param <X> the exception type of the code; the exception is thrown again unchanged
   * @return a sequential stream that ends the span, as in {@link #callStream(SpanFunction)}
   */
  public <T extends @Nullable Object, X extends Throwable> Stream<T> callStream(
      SpanCallable<? extends Stream<T>, X> code) throws X {
    return this.<T, X>callStream(span -> code.call());
  }

  /**
   * Returns a publisher that makes one span per subscription.
   *
   * @param <T> the type of an element
   * @param code creates the publisher for each subscription; an exception of the code goes to the
   *     subscriber
   */
  public <T> Flow.Publisher<T> callPublisher(
      SpanFunction<? super S, ? extends Flow.Publisher<T>, ? extends Throwable> code) {
    return new TracedPublisher<>(this, code);
  }

  /**
   * Returns a publisher that makes one span per subscription, for code that does not need the span
   * object.
   *
   * @param <T> the type of an element
   * @param code creates the publisher for each subscription; an exception of the code goes to the
   *     subscriber
   */
  public <T> Flow.Publisher<T> callPublisher(
      SpanCallable<? extends Flow.Publisher<T>, ? extends Throwable> code) {
    return this.<T>callPublisher(span -> code.call());
  }

  interface SpanFactory<S> {
    S create(Span span, Context parentContext, @Nullable SpanRecorder recorder);
  }
}
