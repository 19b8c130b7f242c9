// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import org.jspecify.annotations.Nullable;

/** Records the provider and the maker of a model. */
final class ModelOrigin {

  // Only the options of some models of Spring AI 2 know the address.
  private static final OptionalProperty BASE_URL = OptionalProperty.named("getBaseUrl");

  /**
   * Records the origin of a model before its answer.
   *
   * @param name Spring AI's name of the provider, such as {@code openai} or {@code
   *     bedrock_converse}
   * @param options the options of the call, or null
   * @param model the model name in the options, or null
   */
  static void record(
      LlmSpan span, @Nullable String name, @Nullable Object options, @Nullable String model) {
    LlmProvider provider = ModelOrigins.providerOf(BASE_URL.readString(options));
    if (provider == null) {
      provider = ModelOrigins.providerNamed(name);
    }
    if (provider == null) {
      span.provider(OptionalTexts.orNull(name));
    } else {
      span.provider(provider);
    }
    LlmSystem system = ModelOrigins.systemOf(model);
    span.system(system == null ? ModelOrigins.systemNamed(name) : system);
  }

  /** Records the maker of the model that answered; a router may have chosen it. */
  static void recordAnswering(LlmSpan span, @Nullable String model) {
    span.system(ModelOrigins.systemOf(model));
  }

  private ModelOrigin() {}
}
