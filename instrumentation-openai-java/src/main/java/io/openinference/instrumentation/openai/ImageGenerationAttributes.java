// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the making of images. */
final class ImageGenerationAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShape.builder()
          .request("prompt", Content.INPUT)
          .request("image", Content.INPUT)
          .request("images", Content.INPUT)
          .request("mask", Content.INPUT)
          .response("data", Content.OUTPUT)
          .parametersInResponse("background", "output_format", "quality", "size")
          .build();

  @Override
  public BodyShape shape(WireRequest request) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireRequest request) {
    WireObject body = request.body();
    String prompt = body.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
    span.inputImages(request.images());
  }

  @Override
  public void recordResponse(LlmSpan span, WireRequest request, WireObject response) {
    TokenUsage.record(span, response);
    String format = format(request, response);
    List<String> urls = new ArrayList<>();
    for (WireObject image : response.objects("data")) {
      String url = image.text("url");
      String base64 = image.text("b64_json");
      if (url != null) {
        urls.add(url);
      } else if (base64 != null) {
        urls.add(OutputImages.url(base64, format));
      }
    }
    span.outputImages(urls);
  }

  private static String format(WireRequest request, WireObject response) {
    String format = response.text("output_format");
    if (format == null) {
      format = request.body().text("output_format");
    }
    return format == null ? "png" : format;
  }
}
