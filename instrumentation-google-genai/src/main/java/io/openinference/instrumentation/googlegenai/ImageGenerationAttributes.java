// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.api.answer.MediaContents;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.gemini.GeminiFailures;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Maps {@code predict} of models that make images: a prompt, and an answer with images. */
final class ImageGenerationAttributes implements LlmMapper {

  private static final String SETTINGS = "parameters";

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("instances", ContentKind.INPUT)
          .plainParameters(Set.of("model", SETTINGS, "labels"))
          .response("predictions", ContentKind.OUTPUT)
          .response("error", ContentKind.ERROR)
          .details("metadata", "modelVersionId", "modelDisplayName", "deployedModelId")
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    Object settings = WireJson.parse(exchange.parameters(SHAPE)).get(SETTINGS);
    span.invocationParameters(settings instanceof Map<?, ?> ? WireJson.toJson(settings) : null);
    List<Message> messages = new ArrayList<>();
    for (WireObject instance : exchange.request().objects("instances")) {
      messages.add(message(instance));
    }
    span.inputMessages(messages);
  }

  private static Message message(WireObject instance) {
    List<MessageContent> images = new ArrayList<>();
    addImage(images, instance.object("image"));
    for (WireObject reference : instance.objects("referenceImages")) {
      addImage(images, reference.object("referenceImage"));
    }
    addImage(images, instance.object("personImage").object("image"));
    for (WireObject product : instance.objects("productImages")) {
      addImage(images, product.object("image"));
    }
    addImage(images, instance.object("scribble").object("image"));
    String prompt = instance.string("prompt");
    if (images.isEmpty()) {
      return Message.user(prompt);
    }
    if (prompt != null && !prompt.isEmpty()) {
      images.add(0, MessageContent.text(prompt));
    }
    return Message.builder("user").contents(images).build();
  }

  private static void addImage(List<MessageContent> images, WireObject object) {
    MessageContent image = image(object);
    if (image != null) {
      images.add(image);
    }
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    List<MessageContent> images = new ArrayList<>();
    for (WireObject prediction : response.objects("predictions")) {
      MessageContent image = image(prediction);
      String filtered = prediction.text("raiFilteredReason");
      if (image != null) {
        images.add(image);
      } else if (filtered != null) {
        images.add(MessageContent.text(filtered));
      }
    }
    if (!images.isEmpty()) {
      span.outputMessages(List.of(Message.builder("model").contents(images).build()));
    }
    GeminiFailures.record(span, response);
  }

  private static @Nullable MessageContent image(WireObject object) {
    String named = object.text("mimeType");
    String type = named == null ? "image/png" : named;
    String data = MediaContents.dataUri(object, type, "bytesBase64Encoded");
    String url = data == null ? object.text("gcsUri") : data;
    return url == null ? null : MediaContents.of(type, url);
  }
}
