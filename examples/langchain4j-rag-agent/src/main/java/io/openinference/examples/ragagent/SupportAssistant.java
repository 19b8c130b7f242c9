// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.ragagent;

import dev.langchain4j.service.MemoryId;
import dev.langchain4j.service.SystemMessage;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.UserMessage;

/** Answers questions from the handbook and with tools; LangChain4j implements it. */
@SystemMessage("You are a support bot. Be brief.")
interface SupportAssistant {

  /** The memory id becomes the session of the spans. */
  String ask(@MemoryId String chatId, @UserMessage String question);

  TokenStream stream(@MemoryId String chatId, @UserMessage String question);
}
