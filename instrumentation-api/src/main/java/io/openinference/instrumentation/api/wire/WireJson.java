// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Parses JSON text into maps, lists and scalars, and writes them as JSON text.
 *
 * @since 0.1.0
 */
public final class WireJson {

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  private static final JsonMapper VALUES = new JsonMapper();

  // No type reference: Jackson would look up the deserializer under a lock while this class is
  // initialized.
  private static final ObjectReader ALL_OF_TEXT =
      VALUES
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final TextBuffers BUFFERS = new TextBuffers();

  /** Parses a JSON object. The map is empty if the text is not a JSON object. */
  public static Map<String, Object> parse(String json) {
    try {
      return orEmpty(VALUES.readValue(json, MAP));
    } catch (JsonProcessingException e) {
      return new LinkedHashMap<>();
    }
  }

  /**
   * Parses a JSON object whose map represents all of the text.
   *
   * @return null if the text is not an object, repeats a field name, or continues after the object,
   *     because masking would not see that content
   */
  public static @Nullable Map<String, Object> parseAll(String json) {
    try {
      return ALL_OF_TEXT.forType(MAP).readValue(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /**
   * Parses any JSON value.
   *
   * @throws JsonProcessingException if the text is not JSON
   */
  public static @Nullable Object parseValue(String json) throws JsonProcessingException {
    return VALUES.readValue(json, Object.class);
  }

  /** The JSON value null reads as Java's null. */
  private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
    return map == null ? new LinkedHashMap<>() : map;
  }

  /**
   * Writes maps, lists and scalars as JSON text; returns the empty string if they cannot be
   * written.
   */
  public static String toJson(@Nullable Object value) {
    TextBuffer buffer = BUFFERS.take();
    try (JsonGenerator generator = new TextGenerator(VALUES.createGenerator(buffer), buffer)) {
      VALUES.writeValue(generator, value);
      generator.flush();
      return buffer.toString();
    } catch (IOException e) {
      return "";
    } finally {
      BUFFERS.giveBack(buffer);
    }
  }

  private WireJson() {}
}
