// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Maps results that come at once or later.
 *
 * @since 0.1.0
 */
public final class FutureResults {

  /** Maps a result now, or when it is there; whoever cancels the returned future cancels it. */
  public static @Nullable Object map(
      @Nullable Object result, Function<@Nullable Object, @Nullable Object> mapper) {
    return result instanceof CompletionStage<?> stage
        ? mapLater(stage, mapper)
        : mapper.apply(result);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // What follows a cancellation concerns nobody.
  private static CompletableFuture<?> mapLater(
      CompletionStage<?> stage, Function<@Nullable Object, @Nullable Object> mapper) {
    CompletableFuture<?> mapped = stage.thenApply(mapper).toCompletableFuture();
    mapped.whenComplete(
        (value, error) -> {
          if (mapped.isCancelled() && stage instanceof Future<?> future) {
            future.cancel(true);
          }
        });
    return mapped;
  }

  private FutureResults() {}
}
