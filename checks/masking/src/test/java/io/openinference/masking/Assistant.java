// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import dev.langchain4j.service.Result;

/** An AI service. */
interface Assistant {

  String ask(String question);

  Result<String> answer(String question);

  Note note(String question);

  /** An answer with a structure. */
  record Note(String text) {}
}
