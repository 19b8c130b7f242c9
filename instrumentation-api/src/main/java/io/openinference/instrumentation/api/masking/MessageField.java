// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

/**
 * The content of a field of an object inside a message.
 *
 * @since 0.1.0
 */
public enum MessageField {
  /** Text, or an object or list whose parts are inspected. An unknown field counts as text. */
  TEXT,
  /** A string that only the setting for whole messages hides, such as a role or an id. */
  STRUCTURE,
  /** The arguments of a tool call, which are hidden only together with the whole message. */
  TOOL_ARGUMENTS,
  /** Text in another form, such as tokens, bytes or log probabilities. */
  ENCODED_TEXT,
  /**
   * The result of a tool, which may have any form. If text is hidden, the whole result is replaced.
   * Otherwise only hidden media inside the result are replaced.
   */
  TOOL_RESULT,
  /** An object whose field names the user chose. All of its fields are inspected. */
  NAMED_BY_USER,
  /** Definitions of tools. */
  TOOLS,
  /** An image: a URL, or an object that holds a URL or base64 at any depth. */
  IMAGE,
  /** A video: a URL, or an object that holds a URL or base64 at any depth. */
  VIDEO,
  /** The URL of another object, such as a citation, audio or a file. */
  LINK,
  /** An image as base64 without the prefix of a data URI. */
  IMAGE_DATA,
  /** A string that is an image as base64 or a text. Either setting hides the string. */
  IMAGE_DATA_OR_TEXT,
  /** A video as base64 without the prefix of a data URI. */
  VIDEO_DATA,
  /** Audio as base64 without the prefix of a data URI. */
  AUDIO_DATA,
  /** A file as base64, with or without the prefix of a data URI. */
  FILE_DATA
}
