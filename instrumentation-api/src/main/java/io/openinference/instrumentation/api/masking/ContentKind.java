// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

/**
 * What a field of a request or response holds, which decides about the settings that hide it.
 *
 * @since 0.1.0
 */
public enum ContentKind {
  /** Messages to the model, or what the API makes messages of. */
  INPUT,
  /** Messages from the model. */
  OUTPUT,
  /** Prompts of an API without messages. */
  PROMPT,
  /** Answers to such prompts. */
  CHOICE,
  /** Answers that begin with the prompt. */
  ECHO,
  /** Texts to embed. */
  EMBEDDED_TEXT,
  /** Vectors of embedded texts. */
  VECTOR,
  /** Definitions of tools. */
  TOOLS,
  /** A field of a request that the API is not known to have, which may hold anything. */
  EXTENSION,
  /** A parameter of the call, in a request or repeated in a response. */
  PARAMETER,
  /** An error, whose text may quote anything. */
  ERROR,
  /** A field that the API is not known to have, which may hold anything. */
  UNKNOWN,
  /** What no setting hides, such as ids, models and token counts. */
  DETAIL
}
