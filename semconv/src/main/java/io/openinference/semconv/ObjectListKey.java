// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Prefix of a list of objects, such as {@code llm.input_messages}.
 *
 * <p>A span cannot hold a list of objects, so each part of each object is a separate attribute:
 *
 * <pre>{@code
 * AttributeKey<String> role = LLM_INPUT_MESSAGES.at(7, MESSAGE_ROLE);
 * // llm.input_messages.7.message.role
 * }</pre>
 *
 * <p>The value type is {@link Void}, so that a value for the list itself does not compile. Backends
 * may let a value at a prefix hide the attributes below it. Every call of {@code at} creates a new
 * key.
 *
 * @since 0.1.0
 */
public final class ObjectListKey extends KeyPrefix {

  ObjectListKey(String key) {
    super(key);
  }

  /**
   * Returns the key of a part of one object of this list.
   *
   * @param index the position of the object in the list, from zero
   * @param part the part of the object
   * @param <T> the type of the part's value
   * @return the key {@code <this>.<index>.<part>}, of the same type as the part
   * @throws IllegalArgumentException if the index is negative
   */
  public <T> AttributeKey<T> at(int index, AttributeKey<T> part) {
    return KeyPath.append(indexed(index), part);
  }

  /**
   * Returns the key of a list inside one object of this list, such as {@code
   * llm.output_messages.0.message.tool_calls}.
   *
   * @param index the position of the object in the list, from zero
   * @param part the inner list
   * @return the key {@code <this>.<index>.<part>}
   * @throws IllegalArgumentException if the index is negative
   */
  public ObjectListKey at(int index, ObjectListKey part) {
    return new ObjectListKey(KeyPath.join(indexed(index), part));
  }

  /**
   * Returns the key of an object inside one object of this list, such as {@code
   * message.contents.1.message_content.image}.
   *
   * @param index the position of the object in the list, from zero
   * @param part the inner object
   * @return the key {@code <this>.<index>.<part>}
   * @throws IllegalArgumentException if the index is negative
   */
  public ObjectKey at(int index, ObjectKey part) {
    return new ObjectKey(KeyPath.join(indexed(index), part));
  }

  private String indexed(int index) {
    if (index < 0) {
      throw new IllegalArgumentException(
          "index of " + getKey() + " must not be negative: " + index);
    }
    return getKey() + '.' + index;
  }
}
