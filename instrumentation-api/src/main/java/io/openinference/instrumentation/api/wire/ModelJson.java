// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.ser.DefaultSerializerProvider;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Turns the models of a library into maps and JSON text with that library's own mapper.
 *
 * <p>The library's mapper keeps what the typed models do not know: unknown fields, unknown members
 * of unions and values of another type than expected.
 *
 * @since 0.1.0
 */
public final class ModelJson implements ModelReader {

  private static final TextBuffers BUFFERS = new TextBuffers();

  private final JsonMapper mapper;

  /**
   * Creates a reader of models.
   *
   * @param mapper the mapper that the library sends its models with
   */
  public ModelJson(JsonMapper mapper) {
    this.mapper = mapper;
  }

  /**
   * Reads a model once, for its fields and its text.
   *
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
   */
  @Override
  public WireBody read(Object model) {
    TextBuffer buffer = BUFFERS.take();
    try {
      TreeGenerator tree = write(model, buffer);
      Map<String, Object> fields = fields(tree.root());
      // A repeated field is in the text twice and in the map once. Masking looks at the map only.
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
   * @return a map that must not be modified, empty if the model is not a JSON object
   * @throws IllegalArgumentException if the model holds what the mapper cannot write
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

  /** Returns what the mapper writes of a class of models. */
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

  @SuppressWarnings("unchecked") // The names in a JSON object are strings.
  private static Map<String, Object> fields(@Nullable Object value) {
    return value instanceof Map ? (Map<String, Object>) value : Map.of();
  }
}
