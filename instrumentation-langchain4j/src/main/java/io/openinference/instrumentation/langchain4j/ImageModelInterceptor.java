// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.output.Response;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.OpenInferenceSpanBuilder;
import io.openinference.instrumentation.api.door.InterceptedCall;
import io.openinference.instrumentation.api.door.OptionalProperty;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.lang.reflect.Method;
import java.util.ArrayList;
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
    span.modelName(MODEL_NAME.readString(call.delegate()));
    String prompt = call.argument(String.class);
    List<MessageContent> contents = new ArrayList<>();
    if (call.arguments() != null) {
      for (Object argument : call.arguments()) {
        if (argument instanceof Image image) {
          contents.add(content(image));
        }
      }
    }
    Message.Builder message = Message.builder("user");
    if (contents.isEmpty()) {
      message.content(prompt);
    } else if (prompt != null) {
      contents.add(MessageContent.text(prompt));
      message.contents(contents);
    }
    span.input(tracing.mask().input(prompt)).inputMessages(List.of(message.build()));
  }

  @Override
  protected void recordResult(LlmSpan span, Tracing tracing, InterceptedCall call, Object result) {
    if (result instanceof Response<?> response) {
      List<?> images =
          response.content() instanceof List<?> list ? list : List.of(response.content());
      List<MessageContent> contents =
          images.stream()
              .filter(Image.class::isInstance)
              .map(image -> content((Image) image))
              .toList();
      span.outputMessages(List.of(Message.builder("assistant").contents(contents).build()));
      span.tokenCount(TokenCounts.map(response.tokenUsage()));
    }
  }

  private static MessageContent content(Image image) {
    return MessageContent.builder("image").imageUrl(Contents.url(image)).build();
  }
}
