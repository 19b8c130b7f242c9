// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Prefix of an object, such as {@code message_content.image}.
 *
 * <p>A span cannot hold an object, so each part of the object is a separate attribute:
 *
 * <pre>{@code
 * AttributeKey<String> url = MESSAGE_CONTENT_IMAGE.with(IMAGE_URL);
 * // message_content.image.image.url
 * }</pre>
 *
 * <p>The value type is {@link Void}, so that a value for the object itself does not compile.
 * Backends may let a value at a prefix hide the attributes below it.
 *
 * @since 0.1.0
 */
public final class ObjectKey extends KeyPrefix {

  ObjectKey(String key) {
    super(key);
  }

  /**
   * Returns the key of a part of this object.
   *
   * @param part the part of the object
   * @param <T> the type of the part's value
   * @return the key {@code <this>.<part>}, of the same type as the part
   */
  public <T> AttributeKey<T> with(AttributeKey<T> part) {
    return KeyPath.append(getKey(), part);
  }
}
