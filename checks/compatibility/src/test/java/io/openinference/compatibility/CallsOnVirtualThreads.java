// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.sdk.OpenInferenceSdk;
import io.opentelemetry.api.GlobalOpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

/** A program whose first calls overlap, each on a virtual thread of its own. */
final class CallsOnVirtualThreads {

  private static final int CALLS = 64;
  private static final int PATIENCE_SECONDS = 60;
  private static final ChatCompletionCreateParams QUESTION =
      ChatCompletionCreateParams.builder()
          .model("gpt-4o-mini")
          .addUserMessage("Can I return unworn shoes?")
          .build();

  /**
   * @param arguments how many milliseconds to wait from one call to the next
   */
  public static void main(String[] arguments) throws Exception {
    int pauseMillis = Integer.parseInt(arguments[0]);
    OpenInferenceSdk.register();
    OpenAIClient client =
        OpenAIInstrumentor.create(GlobalOpenTelemetry.get()).wrap(OpenAIOkHttpClient.fromEnv());
    ExecutorService executor = virtualThreads();
    List<Future<Boolean>> calls = new ArrayList<>();
    for (int i = 0; i < CALLS; i++) {
      boolean streams = i % 2 == 0;
      calls.add(executor.submit(() -> streams ? stream(client) : call(client)));
      TimeUnit.MILLISECONDS.sleep(pauseMillis);
    }
    int answered = 0;
    for (Future<Boolean> call : calls) {
      answered += call.get(PATIENCE_SECONDS, TimeUnit.SECONDS) ? 1 : 0;
    }
    System.out.println(answered + " answered");
    // Without waiting for a virtual thread, which cannot be made to end.
    System.exit(0);
  }

  private static ExecutorService virtualThreads() throws ReflectiveOperationException {
    return (ExecutorService)
        Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
  }

  private static boolean call(OpenAIClient client) {
    return client.chat().completions().create(QUESTION).choices().size() == 1;
  }

  private static boolean stream(OpenAIClient client) {
    try (StreamResponse<ChatCompletionChunk> answer =
        client.chat().completions().createStreaming(QUESTION)) {
      return answer.stream().count() > 1;
    }
  }

  private CallsOnVirtualThreads() {}
}
