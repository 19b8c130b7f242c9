// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import com.openai.client.OpenAIClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** Tells what a question is about, for the statistics of the shop. */
final class TopicClassifier {

  private static final String MODEL = "gpt-4o-mini";
  private static final String TOPICS =
      """
      Say which topic the question belongs to.
      - Delivery: where an order is.
      - Money: prices, payment and refund.
      - Shoes: sizes, colours and care.
      """;

  private final OpenAIClient client;

  TopicClassifier(OpenAIClient client) {
    this.client = client;
  }

  String classify(String question) {
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(MODEL)
            .addSystemMessage(TOPICS)
            .addUserMessage(question)
            .build();
    return client
        .chat()
        .completions()
        .create(params)
        .choices()
        .get(0)
        .message()
        .content()
        .orElse("");
  }
}
