// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.MessageContent;
import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.JsonRedactor;
import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** The bodies of models that make images: Nova Canvas, Titan Image and Stability's. */
final class ImageApi implements ModelApi {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("prompt", ContentKind.INPUT)
          .request("negative_prompt", ContentKind.INPUT)
          .request("text_prompts", ContentKind.INPUT)
          .request("image", ContentKind.INPUT)
          .request("init_image", ContentKind.INPUT)
          .request("style_image", ContentKind.INPUT)
          .request("mask", ContentKind.INPUT)
          .request("mask_image", ContentKind.INPUT)
          .parameter("textToImageParams", ContentKind.INPUT)
          .response("images", ContentKind.OUTPUT)
          .response("maskImage", ContentKind.OUTPUT)
          .response("error", ContentKind.ERROR)
          .details("seeds", "finish_reasons")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    String text = request.string("prompt");
    // Each kind of task has its text in an object of its own, such as inPaintingParams.
    for (Object parameters : request.fields().values()) {
      text = text == null ? WireObject.of(parameters).string("text") : text;
    }
    String prompt = text == null ? request.joined("text_prompts", "text") : text;
    return prompt.isEmpty() ? List.of() : List.of(Message.user(prompt));
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    List<MessageContent> images = new ArrayList<>();
    for (Object image : response.list("images")) {
      if (image instanceof String bytes) {
        images.add(MessageContent.image(ImageFormats.dataUri("", bytes)));
      }
    }
    List<Message> messages =
        images.isEmpty()
            ? List.of()
            : List.of(Message.builder("assistant").contents(images).build());
    String reason = null;
    for (Object finished : response.list("finish_reasons")) {
      reason = reason == null && finished instanceof String text ? text : reason;
    }
    return new Answer(messages, reason, TokenCount.builder().build());
  }
}
