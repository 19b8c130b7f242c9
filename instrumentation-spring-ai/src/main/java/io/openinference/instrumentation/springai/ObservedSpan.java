// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.OpenInferenceSpan;
import io.opentelemetry.context.Context;
import java.lang.ref.Cleaner;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The handler's data of an observation: its span, unless it has none, and its contexts.
 *
 * @param <C> the type of the observation's data
 * @param <S> the type of the span
 */
final class ObservedSpan<C extends Observation.Context, S extends OpenInferenceSpan<S>> {

  private final Context outside;
  private final Context inside;
  private final @Nullable Recording<C, S> recording;
  private final ThreadScopes scopes = new ThreadScopes();

  private ObservedSpan(Context outside, Context inside, @Nullable Recording<C, S> recording) {
    this.outside = outside;
    this.inside = inside;
    this.recording = recording;
  }

  /** Returns the state of an observation that has no span and hands its context on. */
  static <C extends Observation.Context, S extends OpenInferenceSpan<S>>
      ObservedSpan<C, S> withoutSpan(Context context) {
    return new ObservedSpan<>(context, context, null);
  }

  /**
   * Returns the state of an observation that has a span.
   *
   * @param observation the observation, whose garbage collection ends the span
   * @param outside the context that the observation started in
   * @param inside the context of the code inside the observation
   */
  static <C extends Observation.Context, S extends OpenInferenceSpan<S>> ObservedSpan<C, S> of(
      ObservationRecorder<C, S> recorder,
      Tracing tracing,
      C observation,
      Context outside,
      Context inside,
      S span) {
    Cleaner.Cleanable end = span.endWhenUnreachable(observation, () -> {});
    return new ObservedSpan<>(
        outside,
        inside,
        new Recording<>(
            recorder, tracing, span, end, recorder.innerRounds(span, tracing, observation)));
  }

  /** Returns the context that the observation started in. */
  Context outside() {
    return outside;
  }

  /** Returns the context of the code inside the observation. */
  Context inside() {
    return inside;
  }

  ThreadScopes scopes() {
    return scopes;
  }

  /** Returns the rounds of tools inside a call of a chat model, or null for other observations. */
  @Nullable InnerRounds innerRounds() {
    return recording == null ? null : recording.innerRounds;
  }

  /** Records a failure. The stream of an asynchronous client wraps what the server has said. */
  void recordError(@Nullable Throwable error) {
    if (recording != null) {
      recording.span.recordException(unwrapped(error));
    }
  }

  private static @Nullable Throwable unwrapped(@Nullable Throwable error) {
    Throwable inner = error;
    // A chain of causes may be a circle.
    for (int i = 0; i < 10; i++) {
      Throwable cause = wrappedBy(inner);
      if (cause == null) {
        break;
      }
      inner = cause;
    }
    return inner;
  }

  /** Returns the cause of a wrapper that says nothing itself, or null. */
  private static @Nullable Throwable wrappedBy(@Nullable Throwable error) {
    if (!(error instanceof CompletionException) && !(error instanceof ExecutionException)) {
      return null;
    }
    Throwable cause = error.getCause();
    String message = error.getMessage();
    boolean isMute = message == null || (cause != null && message.equals(cause.toString()));
    return isMute ? cause : null;
  }

  /** Records the end of the observation and ends the span. */
  @SuppressWarnings("unchecked") // Safe: the recorder has made this span for the same observation.
  void stop(Observation.Context observation) {
    if (recording != null) {
      recording.stop((C) observation);
    }
  }

  /** A span, and the code that records it. */
  private static final class Recording<
      C extends Observation.Context, S extends OpenInferenceSpan<S>> {

    private final ObservationRecorder<C, S> recorder;
    private final Tracing tracing;
    private final S span;
    private final Cleaner.Cleanable end;
    private final @Nullable InnerRounds innerRounds;

    Recording(
        ObservationRecorder<C, S> recorder,
        Tracing tracing,
        S span,
        Cleaner.Cleanable end,
        @Nullable InnerRounds innerRounds) {
      this.recorder = recorder;
      this.tracing = tracing;
      this.span = span;
      this.end = end;
      this.innerRounds = innerRounds;
    }

    void stop(C observation) {
      try {
        if (innerRounds != null) {
          innerRounds.stop();
        } else if (span.isRecording()) {
          recorder.recordStop(span, tracing, observation);
        }
      } catch (Throwable t) {
        Tracing.GUARD.handleLibrary("stop", t);
      } finally {
        end.clean();
      }
    }
  }
}
