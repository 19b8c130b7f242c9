// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ClientOptions;
import java.lang.reflect.Field;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the base URL to which a client or service sends its requests.
 *
 * <p>Reads the URL from the field that holds the options, because no method returns the options.
 * Newer releases pass the options to the consumer of {@code withOptions(..)}. That method makes a
 * second client, however, and in some releases the second client closes the shared connections when
 * it is garbage-collected.
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
      return null; // Ignored: the rest of the recorded data does not depend on the URL.
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
