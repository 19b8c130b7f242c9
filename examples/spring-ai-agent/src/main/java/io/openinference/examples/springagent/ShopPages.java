// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.springagent;

import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;

/** The pages of the shop: a chat that answers at once or in a stream. */
@RestController
class ShopPages {

  private final ChatClient assistant;

  ShopPages(ChatClient assistant) {
    this.assistant = assistant;
  }

  @PostMapping("/chats/{chat}")
  String answer(@PathVariable("chat") String chat, @RequestBody String question) {
    return String.valueOf(request(chat, question).call().content());
  }

  @PostMapping(path = "/chats/{chat}/stream", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  Flux<String> stream(@PathVariable("chat") String chat, @RequestBody String question) {
    return request(chat, question).stream().content();
  }

  /** The chat is the conversation of the memory, and the session of the spans. */
  private ChatClient.ChatClientRequestSpec request(String chat, String question) {
    return assistant
        .prompt(question)
        .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, chat));
  }
}
