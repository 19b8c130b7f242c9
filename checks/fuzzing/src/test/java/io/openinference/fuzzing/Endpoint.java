// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonMissing;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * A part of the API with the ways to call it, each given any fields whatever as its request.
 *
 * @param service the name of openai-java's service
 * @param calls those that give one value: plain, asynchronous, raw
 * @param streams those that give a stream: plain, asynchronous, raw; may be empty
 */
@SuppressWarnings("unchecked") // A missing field has any type, which Kotlin alone can say.
record Endpoint(String service, List<Call> calls, List<Call> streams) {

  // The typed fields that openai-java asks for are left out; those given stand in their place.

  private static final Endpoint CHAT =
      of(
          "ChatCompletionService",
          fields ->
              ChatCompletionCreateParams.builder()
                  .messages(JsonMissing.of())
                  .model(JsonMissing.of())
                  .putAllAdditionalBodyProperties(fields)
                  .build(),
          List.of(
              (client, params) -> client.chat().completions().create(params),
              (client, params) -> client.async().chat().completions().create(params),
              (client, params) -> client.withRawResponse().chat().completions().create(params)),
          List.of(
              (client, params) -> client.chat().completions().createStreaming(params),
              (client, params) -> client.async().chat().completions().createStreaming(params),
              (client, params) ->
                  client.withRawResponse().chat().completions().createStreaming(params)));

  private static final Endpoint RESPONSE =
      of(
          "ResponseService",
          fields -> ResponseCreateParams.builder().putAllAdditionalBodyProperties(fields).build(),
          List.of(
              (client, params) -> client.responses().create(params),
              (client, params) -> client.async().responses().create(params),
              (client, params) -> client.withRawResponse().responses().create(params)),
          List.of(
              (client, params) -> client.responses().createStreaming(params),
              (client, params) -> client.async().responses().createStreaming(params),
              (client, params) -> client.withRawResponse().responses().createStreaming(params)));

  private static final Endpoint COMPLETION =
      of(
          "CompletionService",
          fields ->
              CompletionCreateParams.builder()
                  .model(JsonMissing.of())
                  .prompt(JsonMissing.of())
                  .putAllAdditionalBodyProperties(fields)
                  .build(),
          List.of(
              (client, params) -> client.completions().create(params),
              (client, params) -> client.async().completions().create(params),
              (client, params) -> client.withRawResponse().completions().create(params)),
          List.of(
              (client, params) -> client.completions().createStreaming(params),
              (client, params) -> client.async().completions().createStreaming(params),
              (client, params) -> client.withRawResponse().completions().createStreaming(params)));

  private static final Endpoint EMBEDDING =
      of(
          "EmbeddingService",
          fields ->
              EmbeddingCreateParams.builder()
                  .model(JsonMissing.of())
                  .input(JsonMissing.of())
                  .putAllAdditionalBodyProperties(fields)
                  .build(),
          List.of(
              (client, params) -> client.embeddings().create(params),
              (client, params) -> client.async().embeddings().create(params),
              (client, params) -> client.withRawResponse().embeddings().create(params)),
          List.of());

  private static final Endpoint IMAGE =
      of(
          "ImageService",
          fields ->
              ImageGenerateParams.builder()
                  .prompt(JsonMissing.of())
                  .putAllAdditionalBodyProperties(fields)
                  .build(),
          List.of(
              (client, params) -> client.images().generate(params),
              (client, params) -> client.async().images().generate(params),
              (client, params) -> client.withRawResponse().images().generate(params)),
          List.of(
              (client, params) -> client.images().generateStreaming(params),
              (client, params) -> client.async().images().generateStreaming(params),
              (client, params) -> client.withRawResponse().images().generateStreaming(params)));

  private static final Endpoint MODERATION =
      of(
          "ModerationService",
          fields ->
              ModerationCreateParams.builder()
                  .input(JsonMissing.of())
                  .putAllAdditionalBodyProperties(fields)
                  .build(),
          List.of(
              (client, params) -> client.moderations().create(params),
              (client, params) -> client.async().moderations().create(params),
              (client, params) -> client.withRawResponse().moderations().create(params)),
          List.of());

  static final List<Endpoint> ALL =
      List.of(CHAT, RESPONSE, COMPLETION, EMBEDDING, IMAGE, MODERATION);

  private static <P> Endpoint of(
      String service,
      Function<Map<String, JsonValue>, P> params,
      List<TypedCall<P>> calls,
      List<TypedCall<P>> streams) {
    return new Endpoint(
        service,
        calls.stream().map(call -> call.withFields(params)).toList(),
        streams.stream().map(stream -> stream.withFields(params)).toList());
  }

  @Override
  public String toString() {
    return service;
  }

  interface Call {
    Object call(OpenAIClient client, Map<String, JsonValue> fields);
  }

  private interface TypedCall<P> {
    Object call(OpenAIClient client, P params);

    default Call withFields(Function<Map<String, JsonValue>, P> params) {
      return (client, fields) -> call(client, params.apply(fields));
    }
  }
}
