// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.AsyncStreamResponse;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.models.beta.messages.BetaRawMessageStreamEvent;
import com.anthropic.models.messages.RawMessageStreamEvent;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The ways to make and to read a stream. Each returns the events as JSON. */
enum StreamForm {
  SYNC,
  ASYNC,
  RAW,
  RAW_BYTES,
  BETA,
  ASYNC_BETA,
  ASYNC_RAW_BETA;

  /** The main ways take all scenarios in each build. */
  boolean isMain() {
    return this == SYNC || this == ASYNC;
  }

  String spanName() {
    return name().endsWith("BETA") ? "beta.messages.stream" : "messages.stream";
  }

  List<String> call(AnthropicClient client, String json) {
    return switch (this) {
      case SYNC -> read(client.messages().createStreaming(Params.of(json)));
      case ASYNC -> read(client.async().messages().createStreaming(Params.of(json)));
      case RAW -> raw(client, json);
      case RAW_BYTES -> rawBytes(client, json);
      case BETA -> read(client.beta().messages().createStreaming(Params.beta(json)));
      case ASYNC_BETA -> read(client.async().beta().messages().createStreaming(Params.beta(json)));
      case ASYNC_RAW_BETA -> asyncRawBeta(client, json);
    };
  }

  static List<String> read(StreamResponse<?> response) {
    try (response) {
      return response.stream().map(Json::ofModel).toList();
    }
  }

  static List<String> read(AsyncStreamResponse<?> response) {
    List<String> events = new CopyOnWriteArrayList<>();
    response.subscribe(event -> events.add(Json.ofModel(event))).onCompleteFuture().join();
    return events;
  }

  private static List<String> raw(AnthropicClient client, String json) {
    try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
        client.messages().withRawResponse().createStreaming(Params.of(json))) {
      return read(response.parse());
    }
  }

  private static List<String> rawBytes(AnthropicClient client, String json) {
    try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> response =
        client.messages().withRawResponse().createStreaming(Params.of(json))) {
      String text = new String(response.body().readAllBytes(), UTF_8);
      return text.lines()
          .filter(line -> line.startsWith("data: "))
          .map(line -> line.substring("data: ".length()))
          .toList();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static List<String> asyncRawBeta(AnthropicClient client, String json) {
    try (HttpResponseFor<StreamResponse<BetaRawMessageStreamEvent>> response =
        client
            .async()
            .beta()
            .messages()
            .withRawResponse()
            .createStreaming(Params.beta(json))
            .join()) {
      return read(response.parse());
    }
  }
}
