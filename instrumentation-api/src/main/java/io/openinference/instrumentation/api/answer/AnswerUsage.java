// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.Cost;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.gemini.GeminiUsage;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads token counts and costs of a response. Servers put them in different places and give them
 * different names.
 *
 * <pre>{@code
 * {"usage":{"prompt_tokens":20,"completion_tokens":9,"prompt_cache_hit_tokens":16}}
 * {"x_groq":{"usage":{"prompt_tokens":32,"completion_tokens":9}}}
 * {"choices":[{"usage":{"input_tokens":20,"output_tokens":9}}]}
 * }</pre>
 *
 * @since 0.1.0
 */
public final class AnswerUsage {

  private static final String USAGE = "usage";

  private static final String[] PROMPT = {
    "prompt_tokens",
    "input_tokens",
    "promptTokens",
    "inputTokens",
    "input_token_count",
    "prompt_token_count",
    "inputTokenCount"
  };
  private static final String[] COMPLETION = {
    "completion_tokens",
    "output_tokens",
    "completionTokens",
    "outputTokens",
    "output_token_count",
    "generated_token_count",
    "generation_token_count",
    "candidates_token_count",
    "outputTokenCount"
  };
  private static final String[] TOTAL = {"total_tokens", "totalTokens", "total_token_count"};
  private static final String[] CACHE_READ = {
    "cached_tokens",
    "cache_read_tokens",
    "cache_read_input_tokens",
    "prompt_cache_hit_tokens",
    "num_cached_tokens",
    "cachedTokens",
    "cachedInputTokens",
    "cacheReadInputTokens",
    "cacheReadInputTokenCount",
    "cached_content_tokens",
    "cache_read"
  };
  private static final String[] CACHE_WRITE = {
    "cache_write_tokens",
    "cache_creation_tokens",
    "cache_creation_input_tokens",
    "cacheWriteInputTokens",
    "cacheWriteInputTokenCount",
    "cacheCreationInputTokens",
    "cache_creation"
  };
  private static final String[] REASONING = {
    "reasoning_tokens", "thinking_tokens", "thoughts_tokens", "reasoningTokens", "reasoning"
  };
  private static final String[] AUDIO = {"audio_tokens", "audioTokens"};

  /** xAI bills in units of this many to the dollar. */
  private static final double TICKS_PER_DOLLAR = 1e10;

  // Objects with details, in the order of preference. The audio API says "token", not "tokens".
  private static final String[] OF_PROMPT = {
    "prompt_tokens_details",
    "input_tokens_details",
    "input_token_details",
    "prompt_token_details",
    "promptTokensDetails",
    "inputTokensDetails"
  };
  private static final String[] OF_COMPLETION = {
    "completion_tokens_details",
    "output_tokens_details",
    "output_token_details",
    "completion_token_details",
    "completionTokensDetails",
    "outputTokensDetails"
  };

  private static final TokenCount NO_COUNTS = TokenCount.builder().build();

  private final WireObject usage;

  private AnswerUsage(WireObject usage) {
    this.usage = usage;
  }

  /** Returns the usage of a response. If the response has no usage, the result has no counts. */
  public static AnswerUsage of(WireObject response) {
    return new AnswerUsage(find(response));
  }

  /** Records the counts and costs that a response names. */
  public static void record(LlmSpan span, WireObject response) {
    AnswerUsage usage = of(response);
    span.tokenCount(TokenDetails.included(usage.tokenCount()));
    span.cost(usage.cost());
  }

  private static WireObject find(WireObject response) {
    WireObject usual = response.object(USAGE);
    return isCounted(usual) ? usual : findElsewhere(response, usual);
  }

  private static boolean isCounted(WireObject usage) {
    return isPositive(number(usage, PROMPT)) || isPositive(number(usage, COMPLETION));
  }

  private static WireObject findElsewhere(WireObject response, WireObject usual) {
    List<WireObject> places = new ArrayList<>();
    places.add(usual);
    places.add(response.object("x_groq").object(USAGE));
    places.addAll(ofCohere(response));
    places.addAll(response.objects(USAGE));
    places.add(response.object("metadata").object(USAGE));
    places.add(response.object("usage_metadata"));
    places.add(response.object("amazon-bedrock-invocationMetrics"));
    places.add(response.object("metrics"));
    places.add(ofModels(response.object("usage_breakdown").objects("models")));
    places.add(ofTimings(response.object("timings")));
    places.add(ofOllama(response));
    places.add(ofGemini(response));
    for (WireObject choice : response.objects("choices")) {
      places.add(choice.object(USAGE));
      places.add(choice.object("message").object(USAGE));
    }
    for (WireObject usage : places) {
      if (isCounted(usage)) {
        return usage;
      }
    }
    for (WireObject usage : places) {
      if (!usage.isEmpty()) {
        return usage;
      }
    }
    return usual;
  }

  /**
   * Cohere counts the tokens that it bills and the tokens that the model has read and written,
   * which are more. What it bills comes first.
   */
  private static List<WireObject> ofCohere(WireObject response) {
    List<WireObject> places = new ArrayList<>();
    for (String name : List.of("billed_units", "tokens")) {
      places.add(response.object(USAGE).object(name));
      places.add(response.object("meta").object(name));
    }
    return places;
  }

  /** Groq counts by model if several models made the answer. */
  private static WireObject ofModels(List<WireObject> models) {
    Map<String, Object> sums = new LinkedHashMap<>();
    for (WireObject model : models) {
      WireObject usage = model.object(USAGE);
      for (Object name : usage.fields().keySet()) {
        Long known = (Long) sums.get(name);
        put(sums, String.valueOf(name), TokenSums.sum(known, usage.number(String.valueOf(name))));
      }
    }
    return WireObject.of(sums);
  }

  /**
   * llama.cpp counts only the tokens that it processes. Its prompt count excludes cached tokens.
   */
  private static WireObject ofTimings(WireObject timings) {
    Long prompt = timings.number("prompt_n");
    Long completion = timings.number("predicted_n");
    if (prompt == null || completion == null) {
      return WireObject.of(null);
    }
    long cached = orZero(timings.number("cache_n"));
    return WireObject.of(
        Map.of(
            "prompt_tokens",
            prompt + cached,
            "completion_tokens",
            completion,
            "prompt_tokens_details",
            cached == 0 ? Map.of() : Map.of("cached_tokens", cached)));
  }

  /** Ollama's own API has counts beside the answer. */
  private static WireObject ofOllama(WireObject response) {
    Long prompt = response.number("prompt_eval_count");
    Long completion = response.number("eval_count");
    return prompt == null || completion == null
        ? WireObject.of(null)
        : WireObject.of(Map.of("prompt_tokens", prompt, "completion_tokens", completion));
  }

  /** Some servers pass on the usage of Gemini's own API. */
  private static WireObject ofGemini(WireObject response) {
    TokenCount count =
        GeminiUsage.toTokenCount(WireObject.of(response.first("usageMetadata", "usage_metadata")));
    Map<String, Object> usage = new LinkedHashMap<>();
    put(usage, "prompt_tokens", count.prompt());
    put(usage, "completion_tokens", count.completion());
    put(usage, "total_tokens", count.total());
    put(usage, "cached_tokens", count.promptCacheRead());
    put(usage, "reasoning_tokens", count.completionReasoning());
    return WireObject.of(usage);
  }

  private static void put(Map<String, Object> usage, String name, @Nullable Long count) {
    if (count != null) {
      usage.put(name, count);
    }
  }

  /** Returns the counts as the server names them. */
  public TokenCount tokenCount() {
    if (usage.isEmpty()) {
      return NO_COUNTS;
    }
    return TokenCount.builder()
        .prompt(prompt())
        .completion(number(usage, COMPLETION))
        .total(number(usage, TOTAL))
        .promptCacheRead(detail(OF_PROMPT, CACHE_READ))
        .promptCacheWrite(
            TokenSums.cacheWrite(detail(OF_PROMPT, CACHE_WRITE), usage.object("cache_creation")))
        .promptAudio(firstOf(OF_PROMPT, AUDIO))
        .completionReasoning(detail(OF_COMPLETION, REASONING))
        .completionAudio(firstOf(OF_COMPLETION, AUDIO))
        .build();
  }

  /** DeepSeek's cache splits the prompt into hits and misses. */
  private @Nullable Long prompt() {
    Long prompt = number(usage, PROMPT);
    Long missed = number(usage, "prompt_cache_miss_tokens");
    return prompt == null && missed != null
        ? TokenSums.sum(missed, number(usage, "prompt_cache_hit_tokens"))
        : prompt;
  }

  private static boolean isPositive(@Nullable Long number) {
    return number != null && number > 0;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  /** Finds a detail at OpenAI's place or beside the counts; a value above zero is preferred. */
  private @Nullable Long detail(String[] details, String... names) {
    Long found = firstOf(details, names);
    Long beside = number(usage, names);
    return found == null || (found == 0 && beside != null) ? beside : found;
  }

  private @Nullable Long firstOf(String[] details, String... names) {
    for (String detail : details) {
      Long number = number(usage.object(detail), names);
      if (number != null) {
        return number;
      }
    }
    return null;
  }

  /** Returns the first number above zero, else the first number. */
  private static @Nullable Long number(WireObject object, String... names) {
    Long first = null;
    for (String name : names) {
      Long number = number(object, name);
      if (number != null && number > 0) {
        return number;
      }
      first = first == null ? number : first;
    }
    return first;
  }

  private static @Nullable Long number(WireObject object, String name) {
    Long number = object.number(name);
    String text = number == null ? object.text(name) : null;
    Double parsed = text == null ? null : parsed(text.strip());
    Long count =
        parsed == null || parsed != Math.rint(parsed) ? number : Long.valueOf(parsed.longValue());
    // Some servers send -1 for an unknown count.
    return count == null || count < 0 ? null : count;
  }

  /** Returns the costs in USD, or null. */
  public @Nullable Cost cost() {
    if (usage.isEmpty()) {
      return null;
    }
    WireObject details = usage.object("cost_details");
    WireObject cost = usage.object("cost");
    Double total = dollars(usage, "cost", "total_cost", "estimated_cost");
    if (total == null) {
      total = first(dollars(cost, "total_cost", "total"), ofTicks());
    }
    Double prompt =
        first(
            dollars(
                details,
                "upstream_inference_prompt_cost",
                "upstream_inference_input_cost",
                "prompt_cost",
                "input_cost"),
            first(
                dollars(cost, "input_tokens_cost", "prompt_tokens_cost"),
                dollars(usage, "prompt_cost", "input_cost")));
    Double completion =
        first(
            dollars(
                details,
                "upstream_inference_completions_cost",
                "upstream_inference_completion_cost",
                "upstream_inference_output_cost",
                "completion_cost",
                "output_cost"),
            first(
                dollars(cost, "output_tokens_cost", "completion_tokens_cost"),
                dollars(usage, "completion_cost", "output_cost")));
    return total == null && prompt == null && completion == null
        ? null
        : Cost.builder().prompt(prompt).completion(completion).total(total).build();
  }

  private @Nullable Double ofTicks() {
    return usage.get("cost_in_usd_ticks") instanceof Number ticks
        ? Double.valueOf(ticks.doubleValue() / TICKS_PER_DOLLAR)
        : null;
  }

  private static @Nullable Double first(@Nullable Double cost, @Nullable Double other) {
    return cost == null ? other : cost;
  }

  private static @Nullable Double dollars(WireObject object, String... names) {
    for (String name : names) {
      if (object.get(name) instanceof Number number) {
        return number.doubleValue();
      }
      String text = object.text(name);
      if (text != null) {
        return parsed(text);
      }
    }
    return null;
  }

  private static @Nullable Double parsed(String dollars) {
    try {
      double parsed = Double.parseDouble(dollars);
      return Double.isFinite(parsed) ? parsed : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }
}
