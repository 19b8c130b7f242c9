// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import dev.langchain4j.service.AiServices;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.annotations.Tool;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;

/** A program that asks to be traced, more than once, and wraps a client as well. */
final class InstrumentedCalls {

  interface Assistant {
    String ask(String question);
  }

  public static void main(String[] arguments) {
    OpenInferenceSdk.register();
    OpenInference.instrument();
    OpenAIInstrumentor.instrument();

    OpenAIClient client = OpenAIOkHttpClient.fromEnv();
    ModelCalls.openAI(client);
    ModelCalls.openAI(OpenAIInstrumentor.create(GlobalOpenTelemetry.get()).wrap(client));
    client.close();
    Assistant assistant = AiServices.create(Assistant.class, new ModelCalls.EchoModel());
    System.out.println(assistant.ask("Where is my order?"));
    System.out.println(orderStatus());
  }

  @Tool
  private static String orderStatus() {
    return "delivered";
  }

  private InstrumentedCalls() {}
}
