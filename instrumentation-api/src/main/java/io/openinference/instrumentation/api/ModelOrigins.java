// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Tells {@code llm.system} and {@code llm.provider} from names: those of models, of hosts, and
 * those that frameworks give to hosts. All instrumentations use these tables, so that one model has
 * one system, whichever library calls it.
 *
 * <pre>{@code
 * ModelOrigins.systemOf("us.anthropic.claude-sonnet-4-v1:0"); // ANTHROPIC
 * ModelOrigins.systemOf("deepseek-r1-distill-llama-70b");     // DEEPSEEK
 * ModelOrigins.providerOf("https://api.groq.com/openai/v1");  // GROQ
 * }</pre>
 *
 * @since 0.1.0
 */
public final class ModelOrigins {

  private static final ModelNames MODEL_NAMES = ModelNames.known();

  /**
   * Tells who made a model.
   *
   * @param modelName for example {@code gpt-5}, {@code anthropic/claude-opus-4}, {@code
   *     us.amazon.nova-pro-v1:0} or {@code accounts/fireworks/models/llama-v3p1-8b-instruct}
   * @return null for a model that no well-known value stands for, or whose name says nothing
   */
  public static @Nullable LlmSystem systemOf(@Nullable String modelName) {
    return modelName == null ? null : MODEL_NAMES.systemOf(modelName);
  }

  /**
   * Tells who hosts models at an address.
   *
   * @param baseUrl for example {@code https://api.openai.com/v1}
   * @return null for a host that no well-known value stands for
   */
  public static @Nullable LlmProvider providerOf(@Nullable String baseUrl) {
    return baseUrl == null ? null : HostNames.providerOf(baseUrl);
  }

  /**
   * Tells which host a framework means.
   *
   * @param frameworkName for example {@code AMAZON_BEDROCK}, {@code azure-openai} or {@code
   *     aws.bedrock}; case and punctuation do not count
   * @return null for a host that no well-known value stands for
   */
  public static @Nullable LlmProvider providerNamed(@Nullable String frameworkName) {
    ProviderNames.Origin origin = ProviderNames.find(frameworkName);
    return origin == null ? null : origin.provider();
  }

  /**
   * Tells whose models a host has, for models whose own name says nothing.
   *
   * @param frameworkName as of {@link #providerNamed}
   * @return null for a host of models of several makers, and for a host that is not known
   */
  public static @Nullable LlmSystem systemNamed(@Nullable String frameworkName) {
    ProviderNames.Origin origin = ProviderNames.find(frameworkName);
    return origin == null ? null : origin.system();
  }

  static String normalized(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }

  private ModelOrigins() {}
}
