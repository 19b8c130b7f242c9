// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.Cost;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Maps the usage of a response, in the fields and words of all servers. */
final class TokenUsage {

  private static final String USAGE = "usage";

  private static final String[] PROMPT = {"prompt_tokens", "input_tokens"};
  private static final String[] COMPLETION = {"completion_tokens", "output_tokens"};
  private static final String[] CACHE_READ = {
    "cached_tokens", "cache_read_tokens", "cache_read_input_tokens", "prompt_cache_hit_tokens"
  };
  private static final String[] CACHE_WRITE = {
    "cache_write_tokens", "cache_creation_tokens", "cache_creation_input_tokens"
  };
  private static final String[] REASONING = {"reasoning_tokens"};
  private static final String[] AUDIO = {"audio_tokens"};

  private final WireObject usage;
  // In the order of preference.
  private final List<WireObject> ofPrompt;
  private final List<WireObject> ofCompletion;

  private TokenUsage(WireObject usage) {
    this.usage = usage;
    this.ofPrompt =
        List.of(
            usage.object("prompt_tokens_details"),
            usage.object("input_tokens_details"),
            // The audio API says "token", not "tokens".
            usage.object("input_token_details"));
    this.ofCompletion =
        List.of(
            usage.object("completion_tokens_details"),
            usage.object("output_tokens_details"),
            usage.object("output_token_details"));
  }

  /** Records the counts and costs in a response. */
  static void record(LlmSpan span, WireObject response) {
    WireObject usage = find(response);
    span.tokenCount(new TokenUsage(usage).count());
    span.cost(cost(usage));
  }

  /** Returns the counts in a response. */
  static TokenCount of(WireObject response) {
    return new TokenUsage(find(response)).count();
  }

  private static WireObject find(WireObject response) {
    List<WireObject> places = new ArrayList<>();
    places.add(response.object(USAGE));
    places.add(response.object("x_groq").object(USAGE));
    places.add(response.object(USAGE).object("tokens"));
    places.add(ofTimings(response.object("timings")));
    for (WireObject choice : response.objects("choices")) {
      places.add(choice.object(USAGE));
      places.add(choice.object("message").object(USAGE));
    }
    for (WireObject usage : places) {
      if (isPositive(number(usage, PROMPT)) || isPositive(number(usage, COMPLETION))) {
        return usage;
      }
    }
    for (WireObject usage : places) {
      if (!usage.isEmpty()) {
        return usage;
      }
    }
    return places.get(0);
  }

  /** llama.cpp counts what it measures; tokens of the cache are not among those of the prompt. */
  private static WireObject ofTimings(WireObject timings) {
    Long prompt = timings.number("prompt_n");
    Long completion = timings.number("predicted_n");
    if (prompt == null || completion == null) {
      return WireObject.of(null);
    }
    long cached = orZero(timings.number("cache_n"));
    return WireObject.of(
        Map.of(
            "prompt_tokens", prompt + cached,
            "completion_tokens", completion,
            "prompt_tokens_details", cached == 0 ? Map.of() : Map.of("cached_tokens", cached)));
  }

  private TokenCount count() {
    Long cacheRead = detail(ofPrompt, CACHE_READ);
    Long cacheWrite = detail(ofPrompt, CACHE_WRITE);
    Long reasoning = detail(ofCompletion, REASONING);
    Long total = number(usage, "total_tokens");
    Long prompt = number(usage, PROMPT);
    Long completion = number(usage, COMPLETION);
    if (prompt != null && completion != null && total != null) {
      // Details are parts of their total. // Some servers count details separately, which the total
      // reveals.
      long missing = total - prompt - completion;
      long cached = orZero(cacheRead) + orZero(cacheWrite);
      long thought = orZero(reasoning);
      if (missing > 0 && missing == thought) {
        completion += thought;
      } else if (missing > 0 && missing == cached) {
        prompt += cached;
      } else if (missing > 0 && missing == cached + thought) {
        prompt += cached;
        completion += thought;
      }
    }
    return TokenCount.builder()
        .prompt(prompt)
        .completion(completion)
        .total(total)
        .promptCacheRead(cacheRead)
        .promptCacheWrite(cacheWrite)
        .promptAudio(firstOf(ofPrompt, AUDIO))
        .completionReasoning(reasoning)
        .completionAudio(firstOf(ofCompletion, AUDIO))
        .build();
  }

  private static boolean isPositive(@Nullable Long number) {
    return number != null && number > 0;
  }

  private static long orZero(@Nullable Long number) {
    return number == null ? 0 : number;
  }

  /** Finds a detail at OpenAI's place or beside the counts; a value above zero is preferred. */
  private @Nullable Long detail(List<WireObject> details, String... names) {
    Long found = firstOf(details, names);
    Long beside = number(usage, names);
    return found == null || (found == 0 && beside != null) ? beside : found;
  }

  private static @Nullable Long firstOf(List<WireObject> objects, String... names) {
    for (WireObject object : objects) {
      Long number = number(object, names);
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
    if (text == null) {
      return number;
    }
    try {
      return Long.valueOf(text.strip());
    } catch (NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable Cost cost(WireObject usage) {
    WireObject details = usage.object("cost_details");
    WireObject cost = usage.object("cost");
    Double total = dollars(usage, "cost", "total_cost");
    if (total == null) {
      total = dollars(cost, "total_cost", "total");
    }
    Double prompt =
        first(
            dollars(
                details,
                "upstream_inference_prompt_cost",
                "upstream_inference_input_cost",
                "prompt_cost",
                "input_cost"),
            dollars(cost, "input_tokens_cost", "prompt_tokens_cost"));
    Double completion =
        first(
            dollars(
                details,
                "upstream_inference_completions_cost",
                "upstream_inference_completion_cost",
                "upstream_inference_output_cost",
                "completion_cost",
                "output_cost"),
            dollars(cost, "output_tokens_cost", "completion_tokens_cost"));
    return total == null && prompt == null && completion == null
        ? null
        : Cost.builder().prompt(prompt).completion(completion).total(total).build();
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
