// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** Traces {@code ImageModel}. */
final class ImageModelInterceptor extends PartSpanInterceptor<LlmSpan> {

  private static final OptionalProperty MODEL_NAME = OptionalProperty.named("modelName");

  @Override
  public Route<Tracing> inheritedDefault(Method method) {
    return Route.pass();
  }

  @Override
  protected OpenInferenceSpanBuilder<LlmSpan> spanBuilder(Tracing tracing, InterceptedCall call) {
    return tracing.tracer().llm(call.delegateName());
  }

  @Override
  protected OpenInferenceSpanKind modelCallKind() {
    return OpenInferenceSpanKind.LLM;
  }

  @Override
  protected void recordRequest(LlmSpan span, Tracing tracing, InterceptedCall call) {
    String modelName = MODEL_NAME.readString(call.delegate());
    span.modelName(modelName);
    ModelOrigin.record(span, call.delegate(), modelName);
    String prompt = call.argument(String.class);
    span.input(tracing.mask().input(prompt)).inputMessages(List.of(Message.user(prompt)));
    span.inputImages(urls(call.arguments() == null ? List.of() : Arrays.asList(call.arguments())));
  }

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Response<?> response) {
      Object content = response.content();
      span.outputImages(
          urls(content instanceof List<?> images ? images : Collections.singletonList(content)));
      span.tokenCount(TokenCounts.map(response.tokenUsage()));
    }
  }

  /** Returns the images in a list of values, as URLs or data URIs. */
  private static List<String> urls(List<?> values) {
    List<String> urls = new ArrayList<>();
    for (Object value : values) {
      String url = value instanceof Image image ? Contents.url(image) : null;
      if (url != null) {
        urls.add(url);
      }
    }
    return urls;
  }
}
