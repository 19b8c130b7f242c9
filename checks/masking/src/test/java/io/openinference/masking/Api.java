// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.client.OpenAIClient;
import com.openai.core.ObjectMappers;
import com.openai.core.http.AsyncStreamResponse;
import com.openai.core.http.HttpResponse;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import java.io.UncheckedIOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiFunction;
import java.util.function.Function;

/**
 * The calls of one API of openai-java, by the form.
 *
 * @param <P> the parameters
 */
final class Api<P> {

  // Each mapper learns the library's types anew, which takes longer than a call.
  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  static final Map<String, Api<?>> ALL =
      Map.of(
          "chat", chat(),
          "responses", responses(),
          "completions", completions(),
          "embeddings", embeddings(),
          "images", images(),
          "moderations", moderations());

  private final Function<String, P> params;
  private final Map<CallForm, BiFunction<OpenAIClient, P, Object>> calls =
      new EnumMap<>(CallForm.class);

  private Api(Function<String, P> params) {
    this.params = params;
  }

  private Api<P> with(CallForm form, BiFunction<OpenAIClient, P, Object> call) {
    calls.put(form, call);
    return this;
  }

  private Api<P> withRaw(BiFunction<OpenAIClient, P, HttpResponseFor<?>> call) {
    with(CallForm.RAW_PARSED, (client, p) -> call.apply(client, p).parse());
    return with(CallForm.RAW_BYTES, (client, p) -> Bodies.read(call.apply(client, p)));
  }

  private Api<P> withRawStream(BiFunction<OpenAIClient, P, ? extends HttpResponse> call) {
    return with(CallForm.RAW_STREAM_BYTES, (client, p) -> Bodies.read(call.apply(client, p)));
  }

  Set<CallForm> forms() {
    return calls.keySet();
  }

  /** Makes a call and takes all that comes of it. */
  void call(OpenAIClient client, CallForm form, String request) throws Exception {
    Object result = calls.get(form).apply(client, params.apply(request));
    if (result instanceof CompletableFuture<?> future) {
      future.get();
    } else if (result instanceof StreamResponse<?> stream) {
      try (stream) {
        stream.stream().forEach(event -> {});
      }
    } else if (result instanceof AsyncStreamResponse<?> stream) {
      stream.subscribe(event -> {}).onCompleteFuture().get();
    }
  }

  private static Api<ChatCompletionCreateParams> chat() {
    return new Api<>(
            json ->
                ChatCompletionCreateParams.builder()
                    .body(read(json, ChatCompletionCreateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.chat().completions().create(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().chat().completions().create(p))
        .withRaw((client, p) -> client.chat().completions().withRawResponse().create(p))
        .with(CallForm.STREAM, (client, p) -> client.chat().completions().createStreaming(p))
        .with(
            CallForm.ASYNC_STREAM,
            (client, p) -> client.async().chat().completions().createStreaming(p))
        .withRawStream(
            (client, p) -> client.chat().completions().withRawResponse().createStreaming(p));
  }

  private static Api<ResponseCreateParams> responses() {
    return new Api<>(
            json ->
                ResponseCreateParams.builder()
                    .body(read(json, ResponseCreateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.responses().create(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().responses().create(p))
        .withRaw((client, p) -> client.responses().withRawResponse().create(p))
        .with(CallForm.STREAM, (client, p) -> client.responses().createStreaming(p))
        .with(CallForm.ASYNC_STREAM, (client, p) -> client.async().responses().createStreaming(p))
        .withRawStream((client, p) -> client.responses().withRawResponse().createStreaming(p));
  }

  private static Api<CompletionCreateParams> completions() {
    return new Api<>(
            json ->
                CompletionCreateParams.builder()
                    .body(read(json, CompletionCreateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.completions().create(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().completions().create(p))
        .withRaw((client, p) -> client.completions().withRawResponse().create(p))
        .with(CallForm.STREAM, (client, p) -> client.completions().createStreaming(p))
        .with(CallForm.ASYNC_STREAM, (client, p) -> client.async().completions().createStreaming(p))
        .withRawStream((client, p) -> client.completions().withRawResponse().createStreaming(p));
  }

  private static Api<EmbeddingCreateParams> embeddings() {
    return new Api<>(
            json ->
                EmbeddingCreateParams.builder()
                    .body(read(json, EmbeddingCreateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.embeddings().create(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().embeddings().create(p))
        .withRaw((client, p) -> client.embeddings().withRawResponse().create(p));
  }

  private static Api<ImageGenerateParams> images() {
    return new Api<>(
            json ->
                ImageGenerateParams.builder()
                    .body(read(json, ImageGenerateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.images().generate(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().images().generate(p))
        .withRaw((client, p) -> client.images().withRawResponse().generate(p))
        .with(CallForm.STREAM, (client, p) -> client.images().generateStreaming(p));
  }

  private static Api<ModerationCreateParams> moderations() {
    return new Api<>(
            json ->
                ModerationCreateParams.builder()
                    .body(read(json, ModerationCreateParams.Body.class))
                    .build())
        .with(CallForm.SYNC, (client, p) -> client.moderations().create(p))
        .with(CallForm.ASYNC, (client, p) -> client.async().moderations().create(p));
  }

  private static <B> B read(String json, Class<B> body) {
    try {
      return MAPPER.readValue(json, body);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }
}
