// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.io.InputStream;
import java.lang.reflect.Method;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A raw response that the application parses or reads as bytes. The call ends when the application
 * has parsed the response, has read its body, or closes it.
 */
final class ResponseProxy extends DelegatingHandler {

  private final Supplier<@Nullable String> contentType;
  private final Streams streams;
  private final OpenResult open;
  private final Object lock = new Object();
  // The lock guards this field.
  private @Nullable Object stream;

  /**
   * @param contentType returns the MIME type of the body, or null
   */
  ResponseProxy(
      Object delegate, Supplier<@Nullable String> contentType, Streams streams, OpenResult open) {
    super(delegate);
    this.contentType = contentType;
    this.streams = streams;
    this.open = open;
  }

  @Override
  protected @Nullable Object handle(
      Object proxy, Method method, @Nullable Object @Nullable [] arguments) throws Throwable {
    return switch (method.getName()) {
      case "parse" -> parse(method, arguments);
      case "body" -> traced(pass(method, arguments));
      case "close" -> close(open, method, arguments);
      default -> pass(method, arguments);
    };
  }

  private @Nullable Object parse(Method method, @Nullable Object @Nullable [] arguments)
      throws Throwable {
    Object parsed;
    try {
      parsed = pass(method, arguments);
    } catch (Throwable failure) {
      open.fail(failure);
      throw failure;
    }
    Object known = stream(parsed);
    if (known != null) {
      return known;
    }
    try {
      if (parsed != null) {
        open.call().recordResponse(parsed);
      }
    } finally {
      open.end();
    }
    return parsed;
  }

  /** Returns the same stream each time, as the delegate does. */
  private @Nullable Object stream(@Nullable Object parsed) {
    synchronized (lock) {
      if (stream == null) {
        stream = streams.trace(parsed, open);
      }
      return stream;
    }
  }

  /** An application's own transport may return no body. */
  private @Nullable Object traced(@Nullable Object body) {
    return body instanceof InputStream bytes ? TracingBody.of(bytes, contentType, open) : body;
  }

  /** Makes streams that are recorded as the application reads them. */
  interface Streams {

    /** Returns null for a parsed response that is not a stream. */
    @Nullable Object trace(@Nullable Object parsed, OpenResult open);
  }
}
