// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import com.google.genai.ApiResponse;
import java.lang.reflect.Field;
import java.util.Optional;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Finds the HTTP response inside a response of the library, which has no method for it. */
final class WireResponses {

  private static final ClassValue<Optional<Field>> FIELD =
      new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> type) {
          return Optional.ofNullable(field(type));
        }
      };

  private static @Nullable Field field(Class<?> type) {
    for (Field field : type.getDeclaredFields()) {
      if (field.getType() == Response.class && field.trySetAccessible()) {
        return field;
      }
    }
    return null;
  }

  /** Tells whether a response is a success; false where that cannot be seen. */
  static boolean isSuccessful(ApiResponse response) throws IllegalAccessException {
    Field field = FIELD.get(response.getClass()).orElse(null);
    return field != null && field.get(response) instanceof Response wire && wire.isSuccessful();
  }

  private WireResponses() {}
}
