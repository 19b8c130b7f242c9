// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Turns properties into the settings that hide content. */
final class TraceConfigs {

  private static final List<Hiding> HIDINGS =
      List.of(
          new Hiding(
              "inputs",
              OpenInferenceProperties::hideInputs,
              TraceConfigBuilder::hideInputs,
              TraceConfig::hideInputs),
          new Hiding(
              "outputs",
              OpenInferenceProperties::hideOutputs,
              TraceConfigBuilder::hideOutputs,
              TraceConfig::hideOutputs),
          new Hiding(
              "input messages",
              OpenInferenceProperties::hideInputMessages,
              TraceConfigBuilder::hideInputMessages,
              TraceConfig::hideInputMessages),
          new Hiding(
              "output messages",
              OpenInferenceProperties::hideOutputMessages,
              TraceConfigBuilder::hideOutputMessages,
              TraceConfig::hideOutputMessages),
          new Hiding(
              "input images",
              OpenInferenceProperties::hideInputImages,
              TraceConfigBuilder::hideInputImages,
              TraceConfig::hideInputImages),
          new Hiding(
              "input text",
              OpenInferenceProperties::hideInputText,
              TraceConfigBuilder::hideInputText,
              TraceConfig::hideInputText),
          new Hiding(
              "output text",
              OpenInferenceProperties::hideOutputText,
              TraceConfigBuilder::hideOutputText,
              TraceConfig::hideOutputText),
          new Hiding(
              "invocation parameters",
              OpenInferenceProperties::hideLlmInvocationParameters,
              TraceConfigBuilder::hideLlmInvocationParameters,
              TraceConfig::hideLlmInvocationParameters),
          new Hiding(
              "tools",
              OpenInferenceProperties::hideLlmTools,
              TraceConfigBuilder::hideLlmTools,
              TraceConfig::hideLlmTools),
          new Hiding(
              "prompts",
              OpenInferenceProperties::hidePrompts,
              TraceConfigBuilder::hidePrompts,
              TraceConfig::hidePrompts),
          new Hiding(
              "choices",
              OpenInferenceProperties::hideChoices,
              TraceConfigBuilder::hideChoices,
              TraceConfig::hideChoices),
          new Hiding(
              "embedding vectors",
              OpenInferenceProperties::hideEmbeddingsVectors,
              TraceConfigBuilder::hideEmbeddingsVectors,
              TraceConfig::hideEmbeddingsVectors),
          new Hiding(
              "embedded text",
              OpenInferenceProperties::hideEmbeddingsText,
              TraceConfigBuilder::hideEmbeddingsText,
              TraceConfig::hideEmbeddingsText),
          new Hiding(
              "documents",
              OpenInferenceProperties::hideRetrievalDocuments,
              TraceConfigBuilder::hideRetrievalDocuments,
              TraceConfig::hideRetrievalDocuments));

  /** Returns the settings of the properties; unset ones come from the environment. */
  static TraceConfig of(OpenInferenceProperties properties) {
    TraceConfigBuilder builder = TraceConfig.builder();
    for (Hiding hiding : HIDINGS) {
      Boolean isHidden = hiding.property.apply(properties);
      if (isHidden != null) {
        hiding.setter.set(builder, isHidden);
      }
    }
    Integer maxLength = properties.base64ImageMaxLength();
    if (maxLength != null) {
      try {
        builder.base64ImageMaxLength(maxLength);
      } catch (IllegalArgumentException refused) {
        throw new IllegalArgumentException(PropertyNames.inMessage(refused.getMessage()), refused);
      }
    }
    return builder.build();
  }

  /** Returns the names of what is hidden. */
  static List<String> hidden(TraceConfig config) {
    List<String> hidden = new ArrayList<>();
    for (Hiding hiding : HIDINGS) {
      if (hiding.getter.apply(config)) {
        hidden.add(hiding.name);
      }
    }
    return List.copyOf(hidden);
  }

  @FunctionalInterface
  private interface Setter {
    Object set(TraceConfigBuilder builder, boolean isHidden);
  }

  private record Hiding(
      String name,
      Function<OpenInferenceProperties, @Nullable Boolean> property,
      Setter setter,
      Function<TraceConfig, Boolean> getter) {}

  private TraceConfigs() {}
}
