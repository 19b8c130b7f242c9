// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.StreamResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/** How an application reads what a call returned. */
enum Reading {
  TO_THE_END(Integer.MAX_VALUE),
  CLOSE_EARLY(2),
  CLOSE_AT_ONCE(0);

  private final int limit;

  Reading(int limit) {
    this.limit = limit;
  }

  void read(Object result, Consumer<Object> values) {
    if (result instanceof CompletableFuture<?> future) {
      read(future.join(), values);
    } else if (result instanceof StreamResponse<?> stream) {
      readStream(stream, values);
    } else if (result instanceof AsyncStreamResponse<?> stream) {
      // To the end: how many come before a close takes effect is a race of the application.
      stream.subscribe(values::accept).onCompleteFuture().join();
    } else if (result instanceof HttpResponse response) {
      readBody(response, values);
    } else {
      values.accept(result);
    }
  }

  private void readStream(StreamResponse<?> response, Consumer<Object> values) {
    try (StreamResponse<?> stream = response) {
      Iterator<?> elements = stream.stream().iterator();
      for (int i = 0; i < limit && elements.hasNext(); i++) {
        values.accept(elements.next());
      }
    }
  }

  private void readBody(HttpResponse response, Consumer<Object> values) {
    try (HttpResponse closed = response;
        InputStream body = closed.body()) {
      byte[] bytes = limit == 0 ? new byte[0] : body.readNBytes(limit == 2 ? 40 : limit);
      values.accept(new String(bytes, StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
