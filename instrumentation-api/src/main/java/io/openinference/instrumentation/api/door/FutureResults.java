// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.door;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Maps results that are available now or later.
 *
 * @since 0.1.0
 */
public final class FutureResults {

  /**
   * Maps a result now or when it is available. Cancelling the returned future cancels the original
   * future.
   */
  public static @Nullable Object map(@Nullable Object result, Mapper mapper) {
    return result instanceof CompletionStage<?> stage
        ? mapLater(stage, mapper)
        : mapper.map(result);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // Nobody can see an exception after a
  // cancellation.
  private static CompletableFuture<?> mapLater(CompletionStage<?> stage, Mapper mapper) {
    CompletableFuture<?> mapped = stage.thenApply(mapper::map).toCompletableFuture();
    mapped.whenComplete(
        (value, error) -> {
          if (mapped.isCancelled() && stage instanceof Future<?> future) {
            future.cancel(true);
          }
        });
    return mapped;
  }

  /**
   * Maps a result.
   *
   * @since 0.1.0
   */
  @FunctionalInterface
  public interface Mapper {

    /** Returns the object that the application gets as the result. */
    @Nullable Object map(@Nullable Object result);
  }

  private FutureResults() {}
}
