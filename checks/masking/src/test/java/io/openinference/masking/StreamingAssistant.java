// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import dev.langchain4j.service.TokenStream;

/** An AI service whose answers stream in. */
interface StreamingAssistant {

  TokenStream ask(String question);
}
