// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.completions.Completion;
import com.anthropic.models.completions.CompletionCreateParams;

/**
 * Text completions. Their types are missing from release 3 on, so they are in a class of their own.
 */
final class CompletionCalls {

  static void create(AnthropicClient client) {
    client.completions().create(params());
  }

  static long countEvents(AnthropicClient client) {
    try (StreamResponse<Completion> response = client.completions().createStreaming(params())) {
      return response.stream().count();
    }
  }

  private static CompletionCreateParams params() {
    return CompletionCreateParams.builder()
        .model("claude-2.1")
        .maxTokensToSample(10)
        .prompt("Where?")
        .build();
  }

  private CompletionCalls() {}
}
