// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireBody;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request from the arguments of a call. */
final class RequestBody {

  private static final String STREAM = "stream";

  private static final ClassValue<Optional<Method>> BODY =
      new ClassValue<>() {
        @Override
        protected Optional<Method> computeValue(Class<?> type) {
          try {
            return Optional.of(type.getMethod("_body"));
          } catch (NoSuchMethodException e) {
            return Optional.empty();
          }
        }
      };

  /**
   * Reads the body without its credentials, if the request has a body.
   *
   * @param streaming true if openai-java adds {@code "stream": true} to the request
   */
  static WireBody read(@Nullable Object[] arguments, boolean streaming) {
    Object body = body(arguments);
    if (body == null) {
      return WireBody.NONE;
    }
    WireBody read =
        body instanceof Map<?, ?> fields && MultipartBody.isMultipart(fields)
            ? new WireBody(MultipartBody.toMap(fields))
            : Models.JSON.read(body);
    WireBody shown = read.withoutCredentials();
    return streaming ? shown.withTrue(STREAM) : shown;
  }

  /** Reads the images that the request uploads. */
  static List<String> images(@Nullable Object[] arguments, UploadedImages images) {
    return body(arguments) instanceof Map<?, ?> fields && MultipartBody.isMultipart(fields)
        ? images.of(fields)
        : List.of();
  }

  private static @Nullable Object body(@Nullable Object[] arguments) {
    for (Object argument : arguments) {
      Method method = argument == null ? null : BODY.get(argument.getClass()).orElse(null);
      if (method != null) {
        return invoke(method, argument);
      }
    }
    return null;
  }

  private static @Nullable Object invoke(Method method, @Nullable Object params) {
    try {
      Object body = method.invoke(params);
      return body instanceof Optional<?> optional ? optional.orElse(null) : body;
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private RequestBody() {}
}
