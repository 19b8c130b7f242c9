// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import java.util.Map;

/**
 * Tells what the parts of a library's messages hold.
 *
 * <p>Where text is hidden, each string is text unless the shape says otherwise. Fields of newer
 * releases are thus hidden too.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface MessageShape {

  /**
   * Returns what a field holds.
   *
   * @param object the object that has the field, at any depth inside a message
   * @param name the name of the field
   */
  MessageField of(Map<?, ?> object, String name);

  /**
   * Returns the format of {@link MessageField#AUDIO_DATA}.
   *
   * @param object the object that has the audio
   */
  default String audioFormat(Map<?, ?> object) {
    return object.get("format") instanceof String format ? format : "wav";
  }

  /**
   * Tells whether a field of a tool's definition is an object with images. What else a definition
   * holds is text, for which there is a setting of its own.
   */
  default boolean holdsImageOfTool(String name) {
    return false;
  }
}
