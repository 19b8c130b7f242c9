// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import java.util.Map;

/**
 * Describes the content of the parts of a library's messages.
 *
 * <p>If text is hidden, each string counts as text unless the shape says otherwise. Fields of newer
 * releases are therefore hidden too.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageShape {

  /**
   * Returns the content of a field.
   *
   * @param object the object that has the field, at any depth inside a message
   * @param name the name of the field
   */
  MessageField of(Map<?, ?> object, String name);

  /**
   * Returns the content of an element of a list that {@link #of} calls media. The other elements of
   * the list may be of another kind.
   *
   * @param object the object that has the list
   * @param name the name of the list
   */
  default MessageField ofElement(Map<?, ?> object, String name, Object element) {
    return of(object, name);
  }

  /**
   * Returns the format of {@link MessageField#AUDIO_DATA}.
   *
   * @param object the object that has the audio
   */
  default String audioFormat(Map<?, ?> object) {
    return object.get("format") instanceof String format ? format : "wav";
  }

  /**
   * Tells whether a field of a tool definition is an object with images. All other content of a
   * definition is text, which another setting covers.
   */
  default boolean holdsImageOfTool(String name) {
    return false;
  }
}
