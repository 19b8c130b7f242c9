// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.models.beta.messages.BetaMessage;
import com.anthropic.models.messages.Message;

/** The ways to make a call that gives one message. */
enum CreateForm {
  SYNC,
  ASYNC,
  RAW,
  ASYNC_RAW,
  BETA,
  ASYNC_BETA_RAW;

  /** The main ways take all scenarios in each build. */
  boolean isMain() {
    return this == SYNC || this == ASYNC;
  }

  String spanName() {
    return name().contains("BETA") ? "beta.messages.create" : "messages.create";
  }

  Object call(AnthropicClient client, String json) {
    return switch (this) {
      case SYNC -> client.messages().create(Params.of(json));
      case ASYNC -> client.async().messages().create(Params.of(json)).join();
      case RAW -> raw(client, json);
      case ASYNC_RAW ->
          client.async().withRawResponse().messages().create(Params.of(json)).join().parse();
      case BETA -> client.beta().messages().create(Params.beta(json));
      case ASYNC_BETA_RAW -> asyncBetaRaw(client, json);
    };
  }

  private static Message raw(AnthropicClient client, String json) {
    try (HttpResponseFor<Message> response =
        client.messages().withRawResponse().create(Params.of(json))) {
      return response.parse();
    }
  }

  private static BetaMessage asyncBetaRaw(AnthropicClient client, String json) {
    try (HttpResponseFor<BetaMessage> response =
        client.async().beta().messages().withRawResponse().create(Params.beta(json)).join()) {
      return response.parse();
    }
  }
}
