// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.completions.Completion;
import com.openai.models.completions.CompletionCreateParams;
import com.openai.models.responses.ResponseCreateParams;
import com.openai.models.responses.ResponseStreamEvent;
import java.util.function.Predicate;

/**
 * The calls of openai-java that stream, made in one of its ways: sync, async, raw.
 *
 * <p>Each hands over events for as long as the consumer wants more, closes the stream, and throws
 * what made it fail.
 */
interface OpenAIStreams {

  void chat(ChatCompletionCreateParams params, Predicate<? super ChatCompletionChunk> consumer);

  void completion(CompletionCreateParams params, Predicate<? super Completion> consumer);

  void response(ResponseCreateParams params, Predicate<? super ResponseStreamEvent> consumer);
}
