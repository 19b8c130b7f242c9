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
          .parameter("textToImageParams", ContentKind.INPUT)
          .response("images", ContentKind.OUTPUT)
          .details("maskImage", "error", "seeds", "finish_reasons")
          .build();

  @Override
  public BodyShape shape() {
    return SHAPE;
  }

  @Override
  public List<Message> messages(WireObject request, JsonRedactor redactor) {
    String prompt = request.string("prompt");
    String task = request.object("textToImageParams").string("text");
    String texts = request.joined("text_prompts", "text");
    String text = prompt == null ? task : prompt;
    text = text == null ? texts : text;
    return text.isEmpty() ? List.of() : List.of(Message.user(text));
  }

  @Override
  public Answer answer(WireObject response, JsonRedactor redactor) {
    List<MessageContent> images = new ArrayList<>();
    for (Object image : response.list("images")) {
      if (image instanceof String bytes) {
        images.add(MessageContent.image(ImageFormats.dataUri("png", bytes)));
      }
    }
    List<Message> messages =
        images.isEmpty()
            ? List.of()
            : List.of(Message.builder("assistant").contents(images).build());
    return new Answer(messages, null, TokenCount.builder().build());
  }
}
