// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.semconv.LlmAttributes;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The prices of models, for spans that name a model and tokens and no cost.
 *
 * @since 0.1.0
 */
public final class Prices {

  private static final String BUILT_IN = "/io/openinference/viewer/prices.csv";
  private static final double MILLION = 1e6;

  /** {@code gpt-4o-2024-11-20}, {@code claude-sonnet-4-5-20250929-v1:0}, {@code gpt-4o-latest}. */
  private static final Pattern VERSION =
      Pattern.compile("(-\\d{4}-\\d{2}-\\d{2}|[-@]\\d{8}(-v\\d+(:\\d+)?)?|-latest)$");

  private final Map<String, Price> prices = new HashMap<>();

  private Prices() {}

  /**
   * Returns the prices that this module brings.
   *
   * @param file replaces and adds models; null for none
   * @throws IOException if the file cannot be read
   * @throws IllegalArgumentException if a line of the file is no price
   */
  public static Prices read(@Nullable Path file) throws IOException {
    Prices prices = new Prices();
    try (@Nullable InputStream in = Prices.class.getResourceAsStream(BUILT_IN)) {
      if (in == null) {
        throw new IOException("The jar has no file " + BUILT_IN);
      }
      prices.add(new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)));
    }
    if (file != null) {
      try (BufferedReader in = Files.newBufferedReader(file)) {
        prices.add(in);
      }
    }
    return prices;
  }

  private void add(BufferedReader in) throws IOException {
    for (String line = in.readLine(); line != null; line = in.readLine()) {
      if (line.isBlank() || line.startsWith("#")) {
        continue;
      }
      String[] cells = line.split(",", -1);
      try {
        double input = Double.parseDouble(cells[1].strip());
        prices.put(
            cells[0].strip().toLowerCase(Locale.ROOT),
            new Price(
                input,
                Double.parseDouble(cells[2].strip()),
                optional(cells, 3, input),
                optional(cells, 4, input)));
      } catch (NumberFormatException | IndexOutOfBoundsException noPrice) {
        throw new IllegalArgumentException(
            "A line of prices is model,input,output,cache read,cache write: " + line, noPrice);
      }
    }
  }

  private static double optional(String[] cells, int index, double fallback) {
    return index >= cells.length || cells[index].isBlank()
        ? fallback
        : Double.parseDouble(cells[index].strip());
  }

  /** Returns the cost in dollars; null if the model is unknown or the span has no tokens. */
  @Nullable Double cost(
      @Nullable String model,
      @Nullable Long prompt,
      @Nullable Long completion,
      Map<String, @Nullable Object> attributes) {
    Price price = model == null ? null : find(model);
    if (price == null || (prompt == null && completion == null)) {
      return null;
    }
    double read =
        tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_READ.getKey());
    double write =
        tokens(attributes, LlmAttributes.LLM_TOKEN_COUNT_PROMPT_DETAILS_CACHE_WRITE.getKey());
    double plain = Math.max(0, (prompt == null ? 0 : prompt) - read - write);
    double dollars = plain * price.input + read * price.cacheRead + write * price.cacheWrite;
    return (dollars + (completion == null ? 0 : completion) * price.output) / MILLION;
  }

  private static double tokens(Map<String, @Nullable Object> attributes, String key) {
    return attributes.get(key) instanceof Number number ? Math.max(0, number.doubleValue()) : 0;
  }

  private @Nullable Price find(String model) {
    String name = model.toLowerCase(Locale.ROOT);
    name = name.substring(name.lastIndexOf('/') + 1);
    // Bedrock writes the region and the provider before the model.
    name = name.substring(name.lastIndexOf("anthropic.") < 0 ? 0 : name.indexOf("anthropic.") + 10);
    Price exact = prices.get(name);
    return exact != null ? exact : prices.get(VERSION.matcher(name).replaceFirst(""));
  }

  private record Price(double input, double output, double cacheRead, double cacheWrite) {}
}
