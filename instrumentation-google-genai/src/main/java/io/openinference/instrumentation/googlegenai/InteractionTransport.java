// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.api.call.CallRecorder;
import io.openinference.instrumentation.api.call.ContextFuture;
import io.openinference.instrumentation.api.call.OpenResult;
import io.openinference.instrumentation.api.call.TracingBody;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.bytecode.MethodCall;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import java.io.IOException;
import java.io.InputStream;
import java.lang.reflect.Constructor;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * Traces what the Interactions API sends, by the interface that it sends with. The interface came
 * with release 2, so that nothing here is linked to it.
 */
final class InteractionTransport {

  private static final OptionalProperty METHOD = OptionalProperty.named("method");
  private static final OptionalProperty URI_OF = OptionalProperty.named("uri");
  private static final OptionalProperty BODY = OptionalProperty.named("body");
  private static final OptionalProperty REPEATABLE = OptionalProperty.named("isRepeatable");
  private static final OptionalProperty STREAM = OptionalProperty.named("stream");
  private static final OptionalProperty REQUEST = OptionalProperty.named("request");
  private static final OptionalProperty STATUS = OptionalProperty.named("statusCode");
  private static final OptionalProperty HEADERS = OptionalProperty.named("headers");
  private static final OptionalProperty CONTENT_TYPE = OptionalProperty.named("contentType");

  static @Nullable Object send(TracingSource<Tracing> source, MethodCall call) throws Throwable {
    StartedCall started = start(source, call);
    if (started == null) {
      return call.proceed();
    }
    return trace(started.proceed(call), started);
  }

  static @Nullable Object sendAsync(TracingSource<Tracing> source, MethodCall call)
      throws Throwable {
    Context caller = GuardedScope.currentContext();
    StartedCall started = start(source, call);
    if (started == null) {
      return call.proceed();
    }
    Object result = started.proceed(call);
    return result instanceof CompletableFuture<?> future
        ? ContextFuture.of(future, caller, (value, failure) -> end(started, value, failure))
        : result;
  }

  private static @Nullable StartedCall start(TracingSource<Tracing> source, MethodCall call) {
    Tracing tracing = source.current();
    if (tracing == null) {
      return null;
    }
    Object request = call.arguments()[0];
    ApiCall apiCall =
        METHOD.read(request) instanceof String method && URI_OF.read(request) instanceof URI uri
            ? ApiCall.of(method, uri.getPath())
            : null;
    return apiCall == null
        ? null
        : tracing.start(apiCall, GuardedScope.currentContext(), () -> bodyText(request));
  }

  private static @Nullable String bodyText(@Nullable Object request) throws IOException {
    Object body = BODY.read(request) instanceof Optional<?> present ? present.orElse(null) : null;
    if (!Boolean.TRUE.equals(REPEATABLE.read(body))) {
      return null;
    }
    try (InputStream stream = (InputStream) STREAM.read(body)) {
      return stream == null ? null : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static @Nullable Object end(
      StartedCall started, @Nullable Object response, @Nullable Throwable failure) {
    if (failure != null) {
      started.fail(failure);
      return response;
    }
    return trace(response, started);
  }

  private static @Nullable Object trace(@Nullable Object response, StartedCall started) {
    CallRecorder<?> recorder = started.recorder();
    if (recorder == null) {
      return response;
    }
    try {
      Integer status = STATUS.readInteger(response);
      if (status != null) {
        recorder.recordHttpStatus(status);
      }
      if (response != null && BODY.read(response) instanceof InputStream body) {
        return withBody(
            response, TracingBody.of(body, () -> contentType(response), new OpenResult(recorder)));
      }
      recorder.end();
    } catch (Throwable fault) {
      recorder.giveUp(fault);
    }
    return response;
  }

  private static @Nullable String contentType(Object response) {
    return CONTENT_TYPE.read(response) instanceof Optional<?> type && type.isPresent()
        ? String.valueOf(type.get())
        : null;
  }

  /** Returns a response like the given one with another body. */
  private static Object withBody(Object response, InputStream body)
      throws ReflectiveOperationException {
    for (Constructor<?> constructor : response.getClass().getConstructors()) {
      if (constructor.getParameterCount() == 4) {
        return constructor.newInstance(
            REQUEST.read(response), STATUS.read(response), HEADERS.read(response), body);
      }
    }
    throw new NoSuchMethodException(response.getClass().getName());
  }

  private InteractionTransport() {}
}
