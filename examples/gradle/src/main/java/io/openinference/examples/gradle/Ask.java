// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.gradle;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.OpenTelemetry;

/** Asks a model one question, and sends the spans to the address in the environment. */
public final class Ask {

  /** Reads {@code OPENAI_API_KEY}, and {@code OPENAI_BASE_URL} if it is set. */
  public static void main(String[] arguments) {
    OpenInferenceSdk sdk = OpenInferenceSdk.register();
    System.out.println(
        answer(sdk.openTelemetry(), OpenAIOkHttpClient.fromEnv(), "What is a span?"));
  }

  static String answer(OpenTelemetry openTelemetry, OpenAIClient plain, String question) {
    OpenAIClient client = OpenAIInstrumentor.create(openTelemetry).wrap(plain);
    return OpenInferenceTracer.create(openTelemetry)
        .chain("ask")
        .call(
            span -> {
              span.input(question);
              String answer =
                  client
                      .chat()
                      .completions()
                      .create(
                          ChatCompletionCreateParams.builder()
                              .model("gpt-4o-mini")
                              .addUserMessage(question)
                              .build())
                      .choices()
                      .get(0)
                      .message()
                      .content()
                      .orElse("");
              span.output(answer);
              return answer;
            });
  }

  private Ask() {}
}
