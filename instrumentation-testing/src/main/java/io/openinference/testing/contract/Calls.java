// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * An application that calls a library in each form and waits for the end of the answer.
 *
 * @param <C> what it calls
 */
record Calls<C>(TracedLibrary<C> library, C client) {

  private static final int TIMEOUT_SECONDS = 20;

  /** Returns the text of the answer; throws what the application gets in its place. */
  String call(CallForm form, String prompt) {
    return switch (form) {
      case SYNC -> library.call(client, prompt);
      case ASYNC -> await(library.callAsync(client, prompt));
      case STREAM -> {
        try (PartStream stream = library.stream(client, prompt)) {
          yield join(stream.parts());
        }
      }
      case ASYNC_STREAM -> {
        StringBuilder text = new StringBuilder();
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        library.stream(client, prompt, handler(text, end));
        await(end);
        yield text.toString();
      }
    };
  }

  private static PartHandler handler(StringBuilder text, CompletableFuture<Boolean> end) {
    return new PartHandler() {
      @Override
      public void onPart(String part, Runnable cancel) {
        text.append(part);
      }

      @Override
      public void onEnd(@Nullable Throwable failure) {
        if (failure == null) {
          end.complete(true);
        } else {
          end.completeExceptionally(failure);
        }
      }
    };
  }

  /** Returns what the application sees: the text, or the type and message of what was thrown. */
  String outcome(CallForm form, String prompt) {
    try {
      return call(form, prompt);
    } catch (Throwable thrown) {
      return describe(thrown);
    }
  }

  static String describe(Throwable thrown) {
    Throwable cause = thrown instanceof CompletionException ? thrown.getCause() : null;
    Throwable told = cause == null ? thrown : cause;
    return told.getClass().getName() + ": " + told.getMessage();
  }

  private static String join(Iterator<String> parts) {
    StringBuilder text = new StringBuilder();
    parts.forEachRemaining(text::append);
    return text.toString();
  }

  static <T> T await(CompletableFuture<T> future) {
    return future.orTimeout(TIMEOUT_SECONDS, TimeUnit.SECONDS).join();
  }
}
