// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClientAsync;
import com.openai.core.RequestOptions;
import com.openai.core.http.HttpResponse;
import com.openai.models.audio.speech.SpeechCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateParams;
import com.openai.models.audio.transcriptions.TranscriptionCreateResponse;
import com.openai.models.audio.translations.TranslationCreateParams;
import com.openai.models.audio.translations.TranslationCreateResponse;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.embeddings.CreateEmbeddingResponse;
import com.openai.models.embeddings.EmbeddingCreateParams;
import com.openai.models.images.ImageCreateVariationParams;
import com.openai.models.images.ImageEditParams;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImagesResponse;
import com.openai.models.moderations.ModerationCreateParams;
import com.openai.models.moderations.ModerationCreateResponse;
import com.openai.models.responses.Response;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseRetrieveParams;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Async, waiting for the future. */
record AsyncCalls(OpenAIClientAsync client) implements OpenAICalls {

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params) {
    return join(client.chat().completions().create(params));
  }

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params, RequestOptions options) {
    return join(client.chat().completions().create(params, options));
  }

  @Override
  public Response response(ResponseCreateParams params) {
    return join(client.responses().create(params));
  }

  @Override
  public Response retrieve(ResponseRetrieveParams params) {
    return join(client.responses().retrieve(params));
  }

  @Override
  public Completion completion(CompletionCreateParams params) {
    return join(client.completions().create(params));
  }

  @Override
  public CreateEmbeddingResponse embedding(EmbeddingCreateParams params) {
    return join(client.embeddings().create(params));
  }

  @Override
  public ModerationCreateResponse moderation(ModerationCreateParams params) {
    return join(client.moderations().create(params));
  }

  @Override
  public ImagesResponse image(ImageGenerateParams params) {
    return join(client.images().generate(params));
  }

  @Override
  public ImagesResponse imageEdit(ImageEditParams params) {
    return join(client.images().edit(params));
  }

  @Override
  public ImagesResponse imageVariation(ImageCreateVariationParams params) {
    return join(client.images().createVariation(params));
  }

  @Override
  public HttpResponse speech(SpeechCreateParams params) {
    return join(client.audio().speech().create(params));
  }

  @Override
  public TranscriptionCreateResponse transcription(TranscriptionCreateParams params) {
    return join(client.audio().transcriptions().create(params));
  }

  @Override
  public TranslationCreateResponse translation(TranslationCreateParams params) {
    return join(client.audio().translations().create(params));
  }

  /** Gives the result or throws the failure itself. */
  static <T> T join(CompletableFuture<T> future) {
    try {
      return future.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException failure ? failure : e;
    }
  }
}
