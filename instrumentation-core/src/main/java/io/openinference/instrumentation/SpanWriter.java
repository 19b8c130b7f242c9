// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.JsonWriter;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import java.time.Instant;
import java.util.Collection;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Hands the values that the setters of a span receive to the recorder, if the span is recorded.
 *
 * @param <S> the span's own type
 */
abstract class SpanWriter<S extends OpenInferenceSpan<S>> {

  /** Null for a span that is not recorded. */
  final @Nullable SpanRecorder recorder;

  SpanWriter(@Nullable SpanRecorder recorder) {
    this.recorder = recorder;
  }

  abstract S self();

  /** Runs telemetry work in the guard if the span is recorded. */
  final void ifRecording(Runnable work) {
    if (recorder != null) {
      recorder.guarded("record", work);
    }
  }

  final void end(Consumer<Span> endSpan) {
    if (recorder != null) {
      recorder.end(endSpan);
    }
  }

  final <T> S set(AttributeKey<T> key, @Nullable T value) {
    if (recorder != null) {
      recorder.record(key, value);
    }
    return self();
  }

  /** Writes the value as JSON only if the attribute is recorded and not hidden. */
  final S setJson(AttributeKey<String> key, @Nullable Object value) {
    if (recorder != null && value != null) {
      recorder.recordLazily(key, () -> JsonWriter.write(value));
    }
    return self();
  }

  final S setAll(Consumer<AttributeSink> attributes) {
    if (recorder != null) {
      recorder.recordAll(attributes);
    }
    return self();
  }

  /**
   * @param time the time of the event, or null for the current time
   */
  final S event(String name, Attributes attributes, @Nullable Instant time) {
    if (recorder != null) {
      recorder.recordEvent(name, attributes, time);
    }
    return self();
  }

  final S setAnnotations(
      ListGroup<Annotation> group, @Nullable Collection<Annotation> annotations) {
    return annotations == null ? self() : setList(group, Annotation.complete(annotations));
  }

  final <E> S setList(ListGroup<E> group, @Nullable Collection<? extends E> elements) {
    if (recorder != null && elements != null) {
      recorder.recordList(group, elements);
    }
    return self();
  }
}
