// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import com.openai.core.JsonField;
import com.openai.core.MultipartField;
import com.openai.core.ObjectMappers;
import java.io.IOException;
import java.io.InputStream;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The fields of a request that uploads files, without the files, because a file can be read only
 * once.
 */
final class MultipartBody {

  private static final String BINARY = "(binary)";

  // The library's own mapper would read streams to their end, even inside unions and lists.
  private static final JsonMapper MAPPER =
      ObjectMappers.jsonMapper()
          .rebuild()
          .addModule(
              new SimpleModule()
                  .addSerializer(new BinarySerializer<>(InputStream.class))
                  .addSerializer(new BinarySerializer<>(byte[].class)))
          .build();

  static boolean isMultipart(Map<?, ?> body) {
    return body.values().stream().anyMatch(MultipartField.class::isInstance);
  }

  /** Returns the fields as JSON values, with file names in place of files. */
  static Map<String, Object> toMap(Map<?, ?> body) {
    Map<String, Object> fields = new LinkedHashMap<>();
    body.forEach(
        (name, value) -> {
          if (value instanceof MultipartField<?> field && isSent(field.value())) {
            fields.put(String.valueOf(name), toJsonValue(field));
          }
        });
    return fields;
  }

  private static boolean isSent(JsonField<?> value) {
    return !value.isMissing() && !value.isNull();
  }

  private static Object toJsonValue(MultipartField<?> field) {
    return field.filename().isPresent()
        ? field.filename().get()
        : MAPPER.convertValue(field.value(), Object.class);
  }

  private MultipartBody() {}

  private static final class BinarySerializer<T> extends StdSerializer<T> {

    private static final long serialVersionUID = 1L;

    BinarySerializer(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator generator, SerializerProvider provider)
        throws IOException {
      generator.writeString(BINARY);
    }
  }
}
