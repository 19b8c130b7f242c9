// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

/**
 * The content of a field of a request or response; it decides which settings hide the field.
 *
 * @since 0.1.0
 */
public enum ContentKind {
  /** Messages to the model, or input that the API converts to messages. */
  INPUT,
  /** Messages from the model. */
  OUTPUT,
  /** Prompts of an API without messages. */
  PROMPT,
  /** Answers to prompts of an API without messages. */
  CHOICE,
  /** Answers that begin with the prompt. */
  ECHO,
  /** Texts to embed, and images among them, which the settings of images hide alone. */
  EMBEDDED_TEXT,
  /** Parameters of an embedding, such as dimensions, with texts among them, such as a title. */
  EMBEDDING_SETTINGS,
  /** Vectors of embedded texts. */
  VECTOR,
  /** Definitions of tools. */
  TOOLS,
  /** An unknown field of a request, which may hold any content. */
  EXTENSION,
  /** A parameter of the call, in a request or repeated in a response. */
  PARAMETER,
  /** An error, whose text may quote anything. */
  ERROR,
  /** An unknown field of a response, which may hold any content. */
  UNKNOWN,
  /** Data that no setting hides, such as ids, models and token counts. */
  DETAIL
}
