// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

/**
 * What a field of an object inside a message holds.
 *
 * @since 0.1.0
 */
public enum MessageField {
  /** Text, or an object or list that is looked through. A field that is not known is text. */
  TEXT,
  /** A string that no setting hides but the one for whole messages, such as a role or an id. */
  STRUCTURE,
  /** The arguments of a tool's call, which are hidden with the whole message only. */
  TOOL_ARGUMENTS,
  /** Text in another form, such as tokens, bytes or log probabilities. */
  ENCODED_TEXT,
  /**
   * What a tool has answered. It may be of any form, so that where text is hidden it is replaced as
   * a whole. Where text is shown, it is looked through for media.
   */
  TOOL_RESULT,
  /** An object whose names the user chose. Its fields are looked through whatever their names. */
  NAMED_BY_USER,
  /** Definitions of tools. */
  TOOLS,
  /** An image: a URL, or an object whose field {@code url} is one. */
  IMAGE,
  /** A video: a URL, or an object whose field {@code url} is one. */
  VIDEO,
  /** The URL of something else, such as a citation, audio or a file. */
  LINK,
  /** An image as base64 without the prefix of a data URI. */
  IMAGE_DATA,
  /** Audio as base64 without the prefix of a data URI. */
  AUDIO_DATA,
  /** A file as base64 with or without the prefix of a data URI. */
  FILE_DATA
}
