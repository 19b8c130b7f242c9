// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the body among the arguments of a call. Parameters of the clients that several vendors
 * generate have a method {@code _body} for it.
 *
 * @since 0.1.0
 */
public final class ParamsBody {

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
   * Finds the body.
   *
   * @param arguments the arguments, or null if there are none
   * @return the body of the first argument that has one, or null
   */
  public static @Nullable Object find(@Nullable Object @Nullable [] arguments) {
    if (arguments != null) {
      for (Object argument : arguments) {
        Method method = argument == null ? null : BODY.get(argument.getClass()).orElse(null);
        if (method != null) {
          return invoke(method, argument);
        }
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

  private ParamsBody() {}
}
