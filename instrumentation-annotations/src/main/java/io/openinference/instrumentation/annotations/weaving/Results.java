// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.annotations.weaving;

import io.openinference.instrumentation.OpenInferenceSpan;
import java.util.Iterator;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Ends spans with the results of methods. */
final class Results {

  /**
   * Ends the span now, or arranges that the span ends with the result.
   *
   * @param type the only type that a replacement of the result may have
   * @param whole true to record the result whatever its type
   * @return the value that the method must return
   */
  static @Nullable Object ending(
      OpenInferenceSpan<?> span, Class<?> type, @Nullable Object result, boolean whole) {
    if (result instanceof CompletionStage<?> stage) {
      endWith(stage, span, whole);
      return stage;
    }
    if (result instanceof Iterator<?> iterator && type == Iterator.class) {
      return span.endWhenExhausted(iterator);
    }
    if (result instanceof Stream<?> stream && type == Stream.class) {
      return span.endWhenExhausted(stream);
    }
    Object publisher = Publishers.ending(span, type, result, whole);
    if (publisher != null) {
      return publisher;
    }
    Values.recordOutput(span, result, whole);
    span.end();
    return result;
  }

  /** Observes the stage without replacing it, so that the caller gets the method's own object. */
  @SuppressWarnings("FutureReturnValueIgnored") // The caller gets the stage itself.
  private static void endWith(CompletionStage<?> stage, OpenInferenceSpan<?> span, boolean whole) {
    stage.whenComplete(
        (value, failure) -> {
          try {
            if (failure == null) {
              Values.recordOutput(span, value, whole);
            } else {
              span.recordException(cause(failure));
            }
          } finally {
            span.end();
          }
        });
  }

  private static Throwable cause(Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : null;
    return cause == null ? failure : cause;
  }

  private Results() {}
}
