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

/** Sync, parsing the raw response. */
record RawCalls(OpenAIClient client) implements OpenAICalls {

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params) {
    return client.withRawResponse().chat().completions().create(params).parse();
  }

  @Override
  public ChatCompletion chat(ChatCompletionCreateParams params, RequestOptions options) {
    return client.withRawResponse().chat().completions().create(params, options).parse();
  }

  @Override
  public Response response(ResponseCreateParams params) {
    return client.withRawResponse().responses().create(params).parse();
  }

  @Override
  public Response retrieve(ResponseRetrieveParams params) {
    return client.withRawResponse().responses().retrieve(params).parse();
  }

  @Override
  public Completion completion(CompletionCreateParams params) {
    return client.withRawResponse().completions().create(params).parse();
  }

  @Override
  public CreateEmbeddingResponse embedding(EmbeddingCreateParams params) {
    return client.withRawResponse().embeddings().create(params).parse();
  }

  @Override
  public ModerationCreateResponse moderation(ModerationCreateParams params) {
    return client.withRawResponse().moderations().create(params).parse();
  }

  @Override
  public ImagesResponse image(ImageGenerateParams params) {
    return client.withRawResponse().images().generate(params).parse();
  }

  @Override
  public ImagesResponse imageEdit(ImageEditParams params) {
    return client.withRawResponse().images().edit(params).parse();
  }

  @Override
  public ImagesResponse imageVariation(ImageCreateVariationParams params) {
    return client.withRawResponse().images().createVariation(params).parse();
  }

  @Override
  public HttpResponse speech(SpeechCreateParams params) {
    return client.withRawResponse().audio().speech().create(params);
  }

  @Override
  public TranscriptionCreateResponse transcription(TranscriptionCreateParams params) {
    return client.withRawResponse().audio().transcriptions().create(params).parse();
  }

  @Override
  public TranslationCreateResponse translation(TranslationCreateParams params) {
    return client.withRawResponse().audio().translations().create(params).parse();
  }
}
