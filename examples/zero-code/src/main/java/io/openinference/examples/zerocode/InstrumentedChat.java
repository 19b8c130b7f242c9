// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.context.Scope;

/**
 * Turns tracing on for the whole process, also for a client that is there already.
 *
 * @since 0.1.0
 */
public final class InstrumentedChat {

  /** Runs the program; the client takes {@code OPENAI_BASE_URL} and {@code OPENAI_API_KEY}. */
  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    OpenInference.instrument();
    try (Scope session = OpenInference.usingSession("chat-1")) {
      PlainChat.ask(client);
    }
    client.close();
  }

  private InstrumentedChat() {}
}
