// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
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

/** Sync. */
record SyncCalls(OpenAIClient client) implements OpenAICalls {

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params) {
    return client.chat().completions().create(params);
  }

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params, RequestOptions options) {
    return client.chat().completions().create(params, options);
  }

  @Override
  public Response response(ResponseCreateParams params) {
    return client.responses().create(params);
  }

  @Override
  public Response retrieve(ResponseRetrieveParams params) {
    return client.responses().retrieve(params);
  }

  @Override
  public Completion completion(CompletionCreateParams params) {
    return client.completions().create(params);
  }

  @Override
  public CreateEmbeddingResponse embedding(EmbeddingCreateParams params) {
    return client.embeddings().create(params);
  }

  @Override
  public ModerationCreateResponse moderation(ModerationCreateParams params) {
    return client.moderations().create(params);
  }

  @Override
  public ImagesResponse image(ImageGenerateParams params) {
    return client.images().generate(params);
  }

  @Override
  public ImagesResponse imageEdit(ImageEditParams params) {
    return client.images().edit(params);
  }

  @Override
  public ImagesResponse imageVariation(ImageCreateVariationParams params) {
    return client.images().createVariation(params);
  }

  @Override
  public HttpResponse speech(SpeechCreateParams params) {
    return client.audio().speech().create(params);
  }

  @Override
  public TranscriptionCreateResponse transcription(TranscriptionCreateParams params) {
    return client.audio().transcriptions().create(params);
  }

  @Override
  public TranslationCreateResponse translation(TranslationCreateParams params) {
    return client.audio().translations().create(params);
  }
}
