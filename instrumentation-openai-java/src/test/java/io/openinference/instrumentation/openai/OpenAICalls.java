// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

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

/** The calls of openai-java that give one value, made in one of its ways: sync, async, raw. */
interface OpenAICalls {

  ChatCompletion chat(ChatCompletionCreateParams params);

  ChatCompletion chat(ChatCompletionCreateParams params, RequestOptions options);

  Response response(ResponseCreateParams params);

  Response retrieve(ResponseRetrieveParams params);

  Completion completion(CompletionCreateParams params);

  CreateEmbeddingResponse embedding(EmbeddingCreateParams params);

  ModerationCreateResponse moderation(ModerationCreateParams params);

  ImagesResponse image(ImageGenerateParams params);

  ImagesResponse imageEdit(ImageEditParams params);

  ImagesResponse imageVariation(ImageCreateVariationParams params);

  HttpResponse speech(SpeechCreateParams params);

  TranscriptionCreateResponse transcription(TranscriptionCreateParams params);

  TranslationCreateResponse translation(TranslationCreateParams params);
}
