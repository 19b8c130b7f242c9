// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.TokenCount;
import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.call.StreamAccumulator;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The bodies of models that make images: Nova Canvas, Titan Image and Stability's. */
final class ImageApi implements ModelApi {

  private static final BodyShape SHAPE =
      KnownParameters.shape()
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
  public List<?> messages(WireObject request) {
    String prompt = request.string("prompt");
    String task = request.object("textToImageParams").string("text");
    String texts = Texts.joined(request.objects("text_prompts"), "text");
    String text = prompt == null ? task : prompt;
    text = text == null ? texts : text;
    return text.isEmpty() ? List.of() : List.of(Texts.message("user", text));
  }

  @Override
  public Answer answer(WireObject response) {
    List<Object> content = new ArrayList<>();
    for (Object image : response.list("images")) {
      if (image instanceof String bytes) {
        content.add(Map.of("image", Map.of("format", "png", "source", Map.of("bytes", bytes))));
      }
    }
    List<?> messages =
        content.isEmpty() ? List.of() : List.of(Map.of("role", "assistant", "content", content));
    return new Answer(messages, null, TokenCount.builder().build());
  }

  @Override
  public StreamAccumulator accumulator(ContentBudget budget) {
    return new ConverseAccumulator(budget); // Images do not stream.
  }
}
