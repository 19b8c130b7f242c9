// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.util.concurrent.Flow;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.FlowAdapters;
import reactor.core.CoreSubscriber;
import reactor.core.publisher.Flux;
import reactor.core.publisher.FluxOperator;
import reactor.core.publisher.Mono;
import reactor.core.publisher.MonoOperator;

/**
 * Ends spans with publishers of Reactor. It uses Reactor's operators, so a {@code Mono} stays a
 * {@code Mono} and the subscriber's Reactor context reaches the source.
 */
final class ReactorPublishers {

  /** Does the same as {@link Publishers#ending}, for this type. */
  static @Nullable Object ending(
      OpenInferenceSpan<?> span, Class<?> type, @Nullable Object result, boolean whole) {
    if (result instanceof Mono<?> mono && type.isAssignableFrom(Mono.class)) {
      return new EndingMono<>(mono, span, whole);
    }
    if (result instanceof Flux<?> flux && type.isAssignableFrom(Flux.class)) {
      return new EndingFlux<>(flux, span);
    }
    return null;
  }

  private static <T> void subscribe(
      CoreSubscriber<? super T> subscriber,
      Consumer<CoreSubscriber<T>> source,
      Consumer<T> onNext,
      OpenInferenceSpan<?> span,
      Object owner) {
    Flow.Publisher<T> publisher =
        traced ->
            source.accept(
                new ContextualSubscriber<T>(
                    FlowAdapters.toSubscriber(traced), subscriber.currentContext(), onNext, owner));
    span.endWhenComplete(publisher).subscribe(FlowAdapters.toFlowSubscriber(subscriber));
  }

  /** Records the value. */
  private static final class EndingMono<T> extends MonoOperator<T, T> {

    private final OpenInferenceSpan<?> span;
    private final boolean whole;

    EndingMono(Mono<T> source, OpenInferenceSpan<?> span, boolean whole) {
      super(source);
      this.span = span;
      this.whole = whole;
      span.endWhenUnreachable(this, () -> {});
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
      ReactorPublishers.<T>subscribe(
          subscriber,
          source::subscribe,
          value -> Values.recordOutput(span, value, whole),
          span,
          this);
    }
  }

  private static final class EndingFlux<T> extends FluxOperator<T, T> {

    private final OpenInferenceSpan<?> span;

    EndingFlux(Flux<T> source, OpenInferenceSpan<?> span) {
      super(source);
      this.span = span;
      span.endWhenUnreachable(this, () -> {});
    }

    @Override
    public void subscribe(CoreSubscriber<? super T> subscriber) {
      ReactorPublishers.<T>subscribe(subscriber, source::subscribe, value -> {}, span, this);
    }
  }

  private ReactorPublishers() {}
}
