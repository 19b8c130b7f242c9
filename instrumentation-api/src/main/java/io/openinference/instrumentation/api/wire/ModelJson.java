// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts the models of a library to maps and JSON text with the library's own mapper.
 *
 * <p>The library's mapper keeps data that the typed models lack: unknown fields, unknown members of
 * unions and values of unexpected types.
 *
 * @since 0.1.0
 */
public final class ModelJson implements ModelReader {

  /** Shared with {@link WireBody}, which writes longer texts from what was read here. */
  static final TextBuffers BUFFERS = new TextBuffers();

  private final JsonMapper mapper;

  /**
   * Creates a reader of models.
   *
   * @param mapper the mapper that the library uses for its requests
   */
  public ModelJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads a model once and returns both its fields and its text.
   *
   * @throws IllegalArgumentException if the mapper cannot write the model
   */
  @Override
  public WireBody read(Object model) {
    TextBuffer buffer = BUFFERS.take();
    try {
      TreeGenerator tree = write(model, buffer);
      Map<String, Object> fields = fields(tree.root());
      // A repeated field appears twice in the text and once in the map. Masking only inspects
      // the map.
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
   * Converts a model to a map that equals its JSON.
   *
   * @return an unmodifiable map, empty if the model is not a JSON object
   * @throws IllegalArgumentException if the mapper cannot write the model
   */
  @Override
  public Map<String, Object> toMap(Object model) {
    TextBuffer buffer = BUFFERS.take();
    buffer.keepNothing();
    try {
      return fields(write(model, buffer).root());
    } finally {
      BUFFERS.giveBack(buffer);
    }
  }

  /** Returns how the mapper writes a class of models. */
  public BeanDescription describe(Class<?> model) {
    return mapper.getSerializationConfig().introspect(mapper.constructType(model));
  }

  private TreeGenerator write(Object model, TextBuffer text) {
    var serializers = (DefaultSerializerProvider) mapper.getSerializerProviderInstance();
    try (TreeGenerator generator =
        new TreeGenerator(mapper.createGenerator(text), text, serializers)) {
      generator.writeObject(model);
      return generator;
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
  }

  @SuppressWarnings("unchecked") // Safe: the names in a JSON object are strings.
  private static Map<String, Object> fields(@Nullable Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }
}
