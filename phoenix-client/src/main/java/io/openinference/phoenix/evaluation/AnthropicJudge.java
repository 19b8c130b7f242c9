// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.evaluation;

import static java.util.Objects.requireNonNull;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.Tool;
import java.util.Map;

/**
 * Judges with anthropic-java. The model calls a tool whose arguments have the JSON schema of the
 * prompt.
 *
 * @since 0.1.0
 */
public final class AnthropicJudge implements JudgeModel {

  private static final String TOOL = "record_verdict";
  private static final long MAX_TOKENS = 1024;

  private final AnthropicClient client;
  private final String model;

  private AnthropicJudge(AnthropicClient client, String model) {
    this.client = requireNonNull(client, "client");
    this.model = requireNonNull(model, "model");
  }

  /** Returns a judge, for example with model {@code claude-sonnet-4-5}. */
  public static AnthropicJudge of(AnthropicClient client, String model) {
    return new AnthropicJudge(client, model);
  }

  @Override
  public String answer(JudgePrompt prompt) {
    Tool.InputSchema.Builder schema = Tool.InputSchema.builder();
    prompt
        .schema()
        .forEach((key, value) -> schema.putAdditionalProperty(key, JsonValue.from(value)));
    MessageCreateParams params =
        MessageCreateParams.builder()
            .model(model)
            .maxTokens(MAX_TOKENS)
            .addUserMessage(prompt.text())
            .addTool(
                Tool.builder()
                    .name(TOOL)
                    .description("Records the verdict.")
                    .inputSchema(schema.build())
                    .build())
            .toolToolChoice(TOOL)
            .build();
    StringBuilder answer = new StringBuilder();
    for (ContentBlock block : client.messages().create(params).content()) {
      block.toolUse().ifPresent(call -> answer.append(json(call._input())));
      block.text().ifPresent(text -> answer.append(text.text()));
    }
    return answer.toString();
  }

  private static String json(JsonValue input) {
    Map<?, ?> arguments = input.convert(Map.class);
    return arguments == null ? "" : EvaluationJson.write(arguments);
  }
}
