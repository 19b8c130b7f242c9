// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.JsonValues;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageMessage;
import org.springframework.ai.image.ImageOptions;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.ImageModelObservationContext;

/** Records calls of {@code ImageModel}. */
final class ImageModelRecorder extends ObservationRecorder<ImageModelObservationContext, LlmSpan> {

  private static final String PNG = "data:image/png;base64,";

  @Override
  OpenInferenceSpanBuilder<LlmSpan> spanBuilder(
      Tracing tracing, ImageModelObservationContext observation) {
    String model = modelName(observation.getRequest().getOptions());
    return tracing.tracer().llm(model == null ? "ImageModel" : model);
  }

  private static @Nullable String modelName(@Nullable ImageOptions options) {
    return options == null ? null : OptionalTexts.orNull(options.getModel());
  }

  @Override
  OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  void recordStart(LlmSpan span, Tracing tracing, ImageModelObservationContext observation) {
    ImageOptions options = observation.getRequest().getOptions();
    String model = modelName(options);
    ModelOrigin.record(span, observation.getOperationMetadata().provider(), options, model);
    span.modelNames(model, null);
    if (options != null) {
      span.invocationParameters(OptionParameters.of(options, tracing.addedFields()));
    }
    List<String> prompts =
        observation.getRequest().getInstructions().stream().map(ImageMessage::getText).toList();
    if (prompts.size() == 1) {
      span.input(tracing.inputRedactor().redactText(prompts.get(0)));
    } else {
      JsonValues.recordInput(
          span, prompts.stream().map(tracing.inputRedactor()::redactText).toList());
    }
    span.inputMessages(prompts.stream().map(Message::user).toList());
  }

  @Override
  void recordStop(LlmSpan span, Tracing tracing, ImageModelObservationContext observation) {
    ImageResponse response = observation.getResponse();
    if (response != null) {
      span.outputImages(
          response.getResults().stream()
              .map(ImageGeneration::getOutput)
              .map(ImageModelRecorder::url)
              .filter(Objects::nonNull)
              .toList());
    }
  }

  private static @Nullable String url(@Nullable Image image) {
    if (image == null || image.getUrl() != null) {
      return image == null ? null : image.getUrl();
    }
    return image.getB64Json() == null ? null : PNG + image.getB64Json();
  }
}
