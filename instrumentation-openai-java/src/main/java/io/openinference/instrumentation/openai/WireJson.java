// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import com.openai.core.ObjectMappers;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns what openai-java sends and receives into maps and JSON text, by that library's own mapper.
 *
 * <p>The mapper keeps what the typed models do not know: unknown fields, unknown members of unions
 * and values of another type than expected.
 */
final class WireJson {

  private static final TypeReference<LinkedHashMap<String, Object>> MAP = new TypeReference<>() {};

  // Older releases make a new mapper at each call.
  private static final JsonMapper MODELS = ObjectMappers.jsonMapper();

  // The library's mapper leaves out the nulls of maps.
  private static final JsonMapper VALUES =
      (JsonMapper) MODELS.copy().setDefaultPropertyInclusion(JsonInclude.Include.ALWAYS);

  // Without a type, whose deserializer would be looked for under a lock while this class is
  // initialized.
  private static final ObjectReader ALL_OF_TEXT =
      VALUES
          .reader()
          .with(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
          .with(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private static final TextBuffers BUFFERS = new TextBuffers();

  /**
   * Reads a model, once for its fields and its text.
   *
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
   */
  static WireBody read(Object model) {
    return read(model, null);
  }

  /**
   * Reads a model, and adds a field with the value true if it is not there.
   *
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
   */
  static WireBody read(Object model, @Nullable String flag) {
    TextBuffer buffer = BUFFERS.take();
    try {
      TreeGenerator tree = write(model, buffer, flag);
      Map<String, Object> fields = fields(tree.root());
      // What is looked for in the map must not be hidden from it in the text.
      return tree.hasRepeatedName()
          ? new WireBody(fields)
          : new WireBody(
              fields,
              buffer.toString(),
              tree.longestText(),
              tree.rootFields(),
              tree.mayHoldCredential());
    } finally {
      BUFFERS.giveBack(buffer);
    }
  }

  /**
   * Turns a model into the map that equals its JSON.
   *
   * @return a map not to be modified, empty if the model is not a JSON object
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
   */
  static Map<String, Object> toMap(Object model) {
    TextBuffer buffer = BUFFERS.take();
    try {
      return fields(write(model, buffer, null).root());
    } finally {
      BUFFERS.giveBack(buffer);
    }
  }

  /** Returns what the library's mapper writes of a class of models. */
  static BeanDescription describe(Class<?> model) {
    return MODELS.getSerializationConfig().introspect(MODELS.constructType(model));
  }

  private static TreeGenerator write(Object model, TextBuffer text, @Nullable String flag) {
    var serializers = (DefaultSerializerProvider) MODELS.getSerializerProviderInstance();
    try (TreeGenerator generator =
        new TreeGenerator(MODELS.createGenerator(text), text, serializers, flag)) {
      generator.writeObject(model);
      return generator;
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> fields(@Nullable Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }

  /** Parses a JSON object; the map is empty if the text is none. */
  static Map<String, Object> parse(String json) {
    try {
      return orEmpty(VALUES.readValue(json, MAP));
    } catch (JsonProcessingException e) {
      return new LinkedHashMap<>();
    }
  }

  /**
   * Parses a JSON object whose map holds all of its text.
   *
   * @return null if the text is no object, or holds a second field of one name or text behind the
   *     object: nobody would look for hidden content there
   */
  static @Nullable Map<String, Object> parseAll(String json) {
    try {
      return ALL_OF_TEXT.forType(MAP).readValue(json);
    } catch (JsonProcessingException e) {
      return null;
    }
  }

  /** Parses any JSON value. */
  static @Nullable Object parseValue(String json) throws JsonProcessingException {
    return VALUES.readValue(json, Object.class);
  }

  /** The JSON value null reads as Java's null. */
  private static Map<String, Object> orEmpty(@Nullable Map<String, Object> map) {
    return map == null ? new LinkedHashMap<>() : map;
  }

  /** Writes maps, lists and scalars as JSON text, or the empty string if that cannot be done. */
  static String toJson(@Nullable Object value) {
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
