// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.ResponseFormatJsonSchema;
import com.openai.models.chat.completions.ChatCompletionCreateParams;

/**
 * Judges with openai-java. The model answers in the JSON schema of the prompt.
 *
 * @since 0.1.0
 */
public final class OpenAIJudge implements JudgeModel {

  private final OpenAIClient client;
  private final String model;

  private OpenAIJudge(OpenAIClient client, String model) {
    this.client = requireNonNull(client, "client");
    this.model = requireNonNull(model, "model");
  }

  /** Returns a judge, for example with model {@code gpt-4o}. */
  public static OpenAIJudge of(OpenAIClient client, String model) {
    return new OpenAIJudge(client, model);
  }

  @Override
  public String answer(JudgePrompt prompt) {
    ResponseFormatJsonSchema.JsonSchema.Schema.Builder schema =
        ResponseFormatJsonSchema.JsonSchema.Schema.builder();
    prompt
        .schema()
        .forEach((key, value) -> schema.putAdditionalProperty(key, JsonValue.from(value)));
    ChatCompletionCreateParams params =
        ChatCompletionCreateParams.builder()
            .model(model)
            .addUserMessage(prompt.text())
            .responseFormat(
                ResponseFormatJsonSchema.builder()
                    .jsonSchema(
                        ResponseFormatJsonSchema.JsonSchema.builder()
                            .name("verdict")
                            .strict(true)
                            .schema(schema.build())
                            .build())
                    .build())
            .build();
    return client.chat().completions().create(params).choices().stream()
        .flatMap(choice -> choice.message().content().stream())
        .findFirst()
        .orElse("");
  }
}
