// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_COMPLETION;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_COMPLETION_DETAILS_AUDIO;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_COMPLETION_DETAILS_REASONING;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_PROMPT;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_AUDIO;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE;
import static io.openinference.semconv.LlmAttributes.LLM_TOKEN_COUNT_TOTAL;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of tokens. */
final class TokenCounts {

  /**
   * A number of tokens.
   *
   * @param openInference the key in OpenInference
   * @param genAi the newest key in {@code gen_ai}
   * @param older the keys of older tracers; the first one is written if older names are asked for
   */
  private record Count(AttributeKey<Long> openInference, String genAi, List<String> older) {}

  private static final String USAGE = "gen_ai.usage.";

  private static final List<Count> COUNTS =
      List.of(
          new Count(
              LLM_TOKEN_COUNT_PROMPT, USAGE + "input_tokens", List.of(USAGE + "prompt_tokens")),
          new Count(
              LLM_TOKEN_COUNT_COMPLETION,
              USAGE + "output_tokens",
              List.of(USAGE + "completion_tokens")),
          new Count(
              LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ,
              USAGE + "cache_read.input_tokens",
              List.of(USAGE + "cache_read_input_tokens")),
          new Count(
              LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE,
              USAGE + "cache_write.input_tokens",
              List.of(
                  USAGE + "cache_creation.input_tokens", USAGE + "cache_creation_input_tokens")),
          new Count(
              LLM_TOKEN_COUNT_COMPLETION_DETAILS_REASONING,
              USAGE + "reasoning.output_tokens",
              List.of(USAGE + "reasoning_tokens", USAGE + "details.reasoning_tokens")),
          new Count(LLM_TOKEN_COUNT_PROMPT_DETAILS_AUDIO, USAGE + "audio.input_tokens", List.of()),
          new Count(
              LLM_TOKEN_COUNT_COMPLETION_DETAILS_AUDIO, USAGE + "audio.output_tokens", List.of()));

  static void writeGenAi(
      AttributesBuilder attributes, AttributeValues values, boolean withOlderNames) {
    for (Count count : COUNTS) {
      Long tokens = values.integer(count.openInference().getKey());
      if (tokens != null) {
        attributes.put(count.genAi(), tokens);
        if (withOlderNames && !count.older().isEmpty()) {
          attributes.put(count.older().get(0), tokens);
        }
      }
    }
  }

  static void writeOpenInference(
      AttributesBuilder attributes, AttributeValues values, boolean hasCompletion) {
    for (Count count : COUNTS) {
      Long tokens = values.integer(count.genAi());
      tokens = tokens == null ? values.integer(count.older().toArray(String[]::new)) : tokens;
      if (tokens != null) {
        attributes.put(count.openInference(), tokens);
      }
    }
    Long total = values.integer(USAGE + "total_tokens", "llm.usage.total_tokens");
    Long input = withCache(attributes, values);
    Long output = values.integer(USAGE + "output_tokens", USAGE + "completion_tokens");
    if (total == null && input != null && (output != null || !hasCompletion)) {
      total = input + (output == null ? 0 : output);
    }
    if (total != null) {
      attributes.put(LLM_TOKEN_COUNT_TOTAL, total);
    }
  }

  /**
   * Some tracers exclude cached tokens from the input count. More cached tokens than input tokens
   * prove it.
   */
  private static @Nullable Long withCache(AttributesBuilder attributes, AttributeValues values) {
    Long input = values.integer(USAGE + "input_tokens", USAGE + "prompt_tokens");
    Attributes counts = attributes.build();
    long cached =
        orZero(counts.get(LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ))
            + orZero(counts.get(LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE));
    if (input == null || cached <= input) {
      return input;
    }
    attributes.put(LLM_TOKEN_COUNT_PROMPT, input + cached);
    return input + cached;
  }

  private static long orZero(@Nullable Long tokens) {
    return tokens == null ? 0 : tokens;
  }

  private TokenCounts() {}
}
