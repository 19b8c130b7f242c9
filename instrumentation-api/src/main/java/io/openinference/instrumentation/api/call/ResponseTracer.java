// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Handles the results of the clients that several vendors generate from the same templates. These
 * clients have the same types of responses, each in a package of its own: a raw response, a raw
 * response that can be parsed, a stream, and a stream that pushes its events.
 *
 * <p>A proxy replaces each response that is not complete yet. If a release adds a method to one of
 * the types, the proxy passes the method to the library's response.
 *
 * @param <R> the type of a raw response
 * @since 0.1.0
 */
public final class ResponseTracer<R> implements ResultTracer {

  private final Class<R> response;
  private final ToIntFunction<R> statusCode;
  private final Function<R, List<String>> contentTypes;
  private final Class<? extends R> parsableResponse;
  private final Class<?> stream;
  private final Class<?> pushedStream;
  private final Function<Object, ? extends CompletableFuture<?>> completion;

  /**
   * Creates a tracer for the response types of one library.
   *
   * @param response the raw response, which has {@code body()} and {@code close()}
   * @param statusCode returns the HTTP status of a raw response
   * @param contentTypes returns the values of the header {@code Content-Type}
   * @param parsableResponse the raw response that has {@code parse()} as well
   * @param stream has {@code stream()} and {@code close()}
   * @param pushedStream has {@code subscribe(handler, ..)}, {@code onCompleteFuture()} and {@code
   *     close()}
   * @param completion returns the future that completes when a pushed stream is over
   */
  public ResponseTracer(
      Class<R> response,
      ToIntFunction<R> statusCode,
      Function<R, List<String>> contentTypes,
      Class<? extends R> parsableResponse,
      Class<?> stream,
      Class<?> pushedStream,
      Function<Object, ? extends CompletableFuture<?>> completion) {
    this.response = response;
    this.statusCode = statusCode;
    this.contentTypes = contentTypes;
    this.parsableResponse = parsableResponse;
    this.stream = stream;
    this.pushedStream = pushedStream;
    this.completion = completion;
  }

  @Override
  public @Nullable Object trace(@Nullable Object result, CallRecorder<?> call) {
    try {
      return wrap(result, call);
    } catch (Throwable fault) {
      call.giveUp(fault);
      return result;
    }
  }

  @SuppressWarnings("FutureReturnValueIgnored") // The result is used only as an Object.
  private @Nullable Object wrap(@Nullable Object result, CallRecorder<?> call) {
    if (result instanceof CompletableFuture<?> future) {
      return TracingFuture.of(future, call, this);
    }
    if (result != null && pushedStream.isInstance(result)) {
      return PushedStreamProxy.of(pushedStream, result, completion.apply(result), call);
    }
    if (stream.isInstance(result)) {
      return streamProxy(result, new OpenResult(call));
    }
    if (response.isInstance(result)) {
      return responseProxy(response.cast(result), call);
    }
    if (result != null) {
      call.recordResponse(result);
    }
    call.end();
    return result;
  }

  private Object responseProxy(R raw, CallRecorder<?> call) {
    call.recordHttpStatus(statusCode.applyAsInt(raw));
    ResponseProxy proxy =
        new ResponseProxy(raw, () -> contentType(raw), this::streamProxy, new OpenResult(call));
    return proxy.as(parsableResponse.isInstance(raw) ? parsableResponse : response);
  }

  private @Nullable String contentType(R raw) {
    List<String> types = contentTypes.apply(raw);
    return types.isEmpty() ? null : types.get(0);
  }

  /**
   * Returns the stream that the application reads in place of a parsed response, or null if the
   * response is not a stream.
   */
  private @Nullable Object streamProxy(@Nullable Object parsed, OpenResult open) {
    return stream.isInstance(parsed) ? new StreamProxy(parsed, open).as(stream) : null;
  }
}
