// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.api.ModelOrigins;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.semconv.LlmProvider;
import io.openinference.semconv.LlmSystem;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Records the provider and the maker of a model. The address that the model calls decides first,
 * then the model's {@code provider()}, then the package of the model's class.
 */
final class ModelOrigin {

  /** The value of {@code provider()} if the model does not know its provider. */
  private static final String UNKNOWN_HOST = "OTHER";

  private static final String MODELS = "dev.langchain4j.model.";

  /** Packages whose name differs from the provider's name. */
  private static final Map<String, String> HOSTS_OF_PACKAGES =
      Map.of("openaiofficial", "openai", "googleai", "googleaigemini", "google", "googlegenai");

  private static final OptionalProperty PROVIDER = OptionalProperty.named("provider");

  /**
   * Records the origin of a model before its answer.
   *
   * @param modelName the model name in the request, or null
   */
  static void record(LlmSpan span, Object model, @Nullable String modelName) {
    String declared = declaredHost(model);
    String host = declared == null ? hostOfPackage(model) : declared;
    LlmProvider provider = ModelOrigins.providerOf(ModelAddresses.of(model));
    if (provider == null) {
      provider = ModelOrigins.providerNamed(host);
    }
    if (provider != null) {
      span.provider(provider);
    } else if (declared != null) {
      span.provider(declared.toLowerCase(Locale.ROOT));
    }
    LlmSystem system = ModelOrigins.systemOf(modelName);
    span.system(system == null ? ModelOrigins.systemNamed(host) : system);
  }

  /**
   * Records the origin of the model that answered; a router may have chosen it.
   *
   * @param modelName the model name in the answer, or null
   */
  static void recordAnswering(LlmSpan span, @Nullable String modelName) {
    span.system(ModelOrigins.systemOf(modelName));
  }

  /** Returns the provider that the model names, or null if it does not know. */
  static @Nullable String declaredHost(Object model) {
    String host = PROVIDER.read(model) instanceof Enum<?> provider ? provider.name() : null;
    return UNKNOWN_HOST.equals(host) ? null : host;
  }

  private static @Nullable String hostOfPackage(Object model) {
    String type = model.getClass().getName();
    if (!type.startsWith(MODELS)) {
      return null;
    }
    int end = type.indexOf('.', MODELS.length());
    String name = end < 0 ? "" : type.substring(MODELS.length(), end);
    return HOSTS_OF_PACKAGES.getOrDefault(name, name);
  }

  private ModelOrigin() {}
}
