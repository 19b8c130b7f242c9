// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.completions.Completion;
import com.anthropic.models.completions.CompletionCreateParams;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;

/**
 * Text completions. Their types are missing from release 3 on, so they are in a class of their own.
 */
final class CompletionCalls {

  static Object create(AnthropicClient client, String request) {
    return client.completions().create(params(request));
  }

  static long countEvents(AnthropicClient client, String request) {
    try (StreamResponse<Completion> response =
        client.completions().createStreaming(params(request))) {
      return response.stream().count();
    }
  }

  static String readBytes(AnthropicClient client, String request) {
    try (HttpResponseFor<StreamResponse<Completion>> response =
        client.completions().withRawResponse().createStreaming(params(request))) {
      return new String(response.body().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  static CompletableFuture<Completion> createAsync(AnthropicClientAsync client, String request) {
    return client.completions().create(params(request));
  }

  static AsyncStreamResponse<Completion> stream(AnthropicClientAsync client, String request) {
    return client.completions().createStreaming(params(request));
  }

  static void readAsync(AnthropicClientAsync client, String request) {
    stream(client, request).subscribe(event -> {}).onCompleteFuture().join();
  }

  private static CompletionCreateParams params(String request) {
    JsonNode fields = Json.tree(request);
    return CompletionCreateParams.builder()
        .model(fields.path("model").asText())
        .maxTokensToSample(fields.path("max_tokens_to_sample").asLong())
        .prompt(fields.path("prompt").asText())
        .build();
  }

  private CompletionCalls() {}
}
