// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds out where a client or service sends its requests.
 *
 * <p>Read from the field that holds the options, because no method gives them. Newer releases show
 * them to the consumer of {@code withOptions(..)}, but that makes a second client, which in some
 * releases closes the connections that it shares with the first one when it is collected as
 * garbage.
 */
final class BaseUrls {

  private static final ClassValue<Optional<Field>> OPTIONS =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
          return optionsField(type);
        }
      };

  /** Returns null for a service that is not one of openai-java's own. */
  static @Nullable String of(Object service) {
    try {
      Field field = OPTIONS.get(service.getClass()).orElse(null);
      return field != null && field.get(service) instanceof ClientOptions options
          ? options.baseUrl()
          : null;
    } catch (IllegalAccessException | RuntimeException | LinkageError e) {
      return null; // What else is recorded does not depend on it.
    }
  }

  private static Optional<Field> optionsField(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == ClientOptions.class && field.trySetAccessible()) {
        return Optional.of(field);
      }
    }
    return Optional.empty();
  }

  private BaseUrls() {}
}
