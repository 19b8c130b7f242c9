// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@code llm.system} and {@code llm.provider} from names of models, from host names, and from
 * the names that frameworks give to providers. All instrumentations use these tables, so that one
 * model has the same system with every library.
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
   * Returns the maker of a model.
   *
   * @param modelName the model's name, for example {@code gpt-5}, {@code anthropic/claude-opus-4},
   *     {@code us.amazon.nova-pro-v1:0} or {@code accounts/fireworks/models/llama-v3p1-8b-instruct}
   * @return the system, or null if the maker has no well-known value or the name does not reveal
   *     the maker
   */
  public static @Nullable LlmSystem systemOf(@Nullable String modelName) {
    return modelName == null ? null : MODEL_NAMES.systemOf(modelName);
  }

  /**
   * Returns the provider that hosts models at an address.
   *
   * @param baseUrl the address, for example {@code https://api.openai.com/v1}
   * @return the provider, or null if the host has no well-known value
   */
  public static @Nullable LlmProvider providerOf(@Nullable String baseUrl) {
    return baseUrl == null ? null : HostNames.providerOf(baseUrl);
  }

  /**
   * Returns the provider that a framework's name stands for.
   *
   * @param frameworkName the framework's name, for example {@code AMAZON_BEDROCK}, {@code
   *     azure-openai} or {@code aws.bedrock}; case and punctuation are ignored
   * @return the provider, or null if the host has no well-known value
   */
  public static @Nullable LlmProvider providerNamed(@Nullable String frameworkName) {
    ProviderNames.Origin origin = ProviderNames.find(frameworkName);
    return origin == null ? null : origin.provider();
  }

  /**
   * Returns the maker of a provider's models, for models whose own name does not reveal the maker.
   *
   * @param frameworkName a name as in {@link #providerNamed}
   * @return the system, or null if the provider is unknown or hosts models of several makers
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
