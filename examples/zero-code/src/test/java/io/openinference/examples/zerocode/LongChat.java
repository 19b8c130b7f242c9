// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/** A program that knows nothing of tracing, and sends more messages than spans usually keep. */
final class LongChat {

  static final int MESSAGES = 100;

  public static void main(String[] arguments) {
    ChatCompletionCreateParams.Builder question =
        ChatCompletionCreateParams.builder().model("gpt-4o-mini");
    for (int i = 0; i < MESSAGES; i++) {
      question.addUserMessage("Message " + i);
    }
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    client.chat().completions().create(question.build());
    client.close();
  }

  private LongChat() {}
}
