// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A try that runs inside a span of its own. */
final class SpanTry<S extends OpenInferenceSpan<S>, T> implements Attempts.Try<T> {

  private final ExperimentSpans spans;
  private final S span;
  private final TaskTokens tokens = new TaskTokens();
  private final Callable<T> code;
  private final BiConsumer<S, T> recorder;
  private final Instant start = Instant.now();
  private final long startNanos = System.nanoTime();
  private Duration duration = Duration.ZERO;

  /**
   * Creates a try.
   *
   * @param span a span that is started; the try ends it
   * @param recorder records the result on the span
   */
  SpanTry(ExperimentSpans spans, S span, Callable<T> code, BiConsumer<S, T> recorder) {
    this.spans = spans;
    this.span = span;
    this.code = code;
    this.recorder = recorder;
  }

  @Override
  public T call() throws Exception {
    T result = spans.inside(span, tokens, code);
    recorder.accept(span, result);
    return result;
  }

  @Override
  public void end(@Nullable Exception error) {
    duration = Duration.ofNanos(System.nanoTime() - startNanos);
    if (error == null) {
      span.end();
    } else {
      span.endExceptionally(
          error instanceof Attempts.TaskErrorException && error.getCause() != null
              ? error.getCause()
              : error);
    }
  }

  Instant start() {
    return start;
  }

  Duration duration() {
    return duration;
  }

  @Nullable Long tokenCount() {
    return tokens.count();
  }

  @Nullable String traceId() {
    return ExperimentSpans.traceId(span);
  }
}
