// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.api.wire.WireBody;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
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
   * Reads the body without credentials.
   *
   * @param streaming whether anthropic-java adds {@code "stream": true} on the way
   */
  static WireBody read(@Nullable Object @Nullable [] arguments, boolean streaming) {
    Object body = arguments == null ? null : body(arguments);
    if (body == null) {
      return WireBody.NONE;
    }
    WireBody shown = Models.JSON.read(body).withoutCredentials();
    return streaming ? shown.withTrue(STREAM) : shown;
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
      return method.invoke(params);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException(e);
    }
  }

  private RequestBody() {}
}
