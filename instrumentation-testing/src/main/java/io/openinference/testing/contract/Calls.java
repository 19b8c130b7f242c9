// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * An application that calls a library in each form and waits for the end of the answer.
 *
 * @param <C> the type of the client
 */
record Calls<C>(TracedLibrary<C> library, C client) {

  private static final int TIMEOUT_SECONDS = 20;

  /** Returns the text of the answer, or throws the exception that the application gets. */
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
        library.stream(client, prompt, handler(text::append, end, () -> {}));
        await(end);
        yield text.toString();
      }
    };
  }

  /**
   * Starts a call, and reads what comes in parts that the application pulls.
   *
   * @param callback runs whenever the library calls the application back or brings a part
   * @return is complete after the last callback
   */
  CompletableFuture<?> start(CallForm form, String prompt, Runnable callback) {
    return switch (form) {
      case SYNC -> throw new IllegalArgumentException("SYNC calls nothing back.");
      case ASYNC -> library.callAsync(client, prompt).thenRun(callback);
      case STREAM -> {
        try (PartStream stream = library.stream(client, prompt)) {
          stream.parts().forEachRemaining(part -> callback.run());
        }
        yield CompletableFuture.completedFuture(true);
      }
      case ASYNC_STREAM -> {
        CompletableFuture<Boolean> end = new CompletableFuture<>();
        library.stream(client, prompt, handler(part -> callback.run(), end, callback));
        yield end;
      }
    };
  }

  private static PartHandler handler(
      Consumer<String> parts, CompletableFuture<Boolean> end, Runnable atEnd) {
    return new PartHandler() {
      @Override
      public void onPart(String part, Runnable cancel) {
        parts.accept(part);
      }

      @Override
      public void onEnd(@Nullable Throwable failure) {
        atEnd.run();
        if (failure == null) {
          end.complete(true);
        } else {
          end.completeExceptionally(failure);
        }
      }
    };
  }

  /** Returns what the application sees: the text, or the type and message of an exception. */
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
