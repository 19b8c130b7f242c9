// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import com.google.genai.Client;
import com.google.genai.types.GenerateContentConfig;

/**
 * Judges with google-genai. The model answers in the JSON schema of the prompt.
 *
 * @since 0.1.0
 */
public final class GoogleGenAIJudge implements JudgeModel {

  private final Client client;
  private final String model;

  private GoogleGenAIJudge(Client client, String model) {
    this.client = requireNonNull(client, "client");
    this.model = requireNonNull(model, "model");
  }

  /** Returns a judge, for example with model {@code gemini-2.5-flash}. */
  public static GoogleGenAIJudge of(Client client, String model) {
    return new GoogleGenAIJudge(client, model);
  }

  @Override
  public String answer(JudgePrompt prompt) {
    GenerateContentConfig config =
        GenerateContentConfig.builder()
            .responseMimeType("application/json")
            .responseJsonSchema(prompt.schema())
            .build();
    String text = client.models.generateContent(model, prompt.text(), config).text();
    return text == null ? "" : text;
  }
}
