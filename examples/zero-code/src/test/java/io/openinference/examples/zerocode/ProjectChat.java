// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.zerocode;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.context.Scope;

/** A program that says which project its calls belong to, and nothing else of tracing. */
final class ProjectChat {

  public static void main(String[] arguments) {
    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    try (Scope ignored = OpenInference.usingProject("support")) {
      PlainChat.ask(client);
    }
    client.close();
  }

  private ProjectChat() {}
}
