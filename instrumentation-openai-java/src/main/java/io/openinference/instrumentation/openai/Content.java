// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

/** What a field of a request or response holds, which decides about the settings that hide it. */
enum Content {
  /** Messages to the model, or what the API makes messages of. */
  INPUT,
  /** Messages from the model. */
  OUTPUT,
  /** Prompts of the API before there were messages. */
  PROMPT,
  /** Answers to such prompts. */
  CHOICE,
  /** Answers that begin with the prompt. */
  ECHO,
  EMBEDDED_TEXT,
  VECTOR,
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
