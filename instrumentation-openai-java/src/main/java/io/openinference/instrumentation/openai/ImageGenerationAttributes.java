// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.api.call.LlmMapper;
import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.WireExchange;
import io.openinference.instrumentation.api.wire.ImageFormats;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.ArrayList;
import java.util.List;

/** Maps the generation of images. */
final class ImageGenerationAttributes implements LlmMapper {

  private static final BodyShape SHAPE =
      BodyShapes.builder()
          .request("prompt", ContentKind.INPUT)
          .request("image", ContentKind.INPUT)
          .request("images", ContentKind.INPUT)
          .request("mask", ContentKind.INPUT)
          .response("data", ContentKind.OUTPUT)
          .parametersInResponse("background", "output_format", "quality", "size")
          .build();

  @Override
  public BodyShape shape(WireExchange exchange) {
    return SHAPE;
  }

  @Override
  public void recordRequest(LlmSpan span, WireExchange exchange) {
    WireObject body = exchange.request();
    String prompt = body.string("prompt");
    if (prompt != null) {
      span.inputMessages(List.of(Message.user(prompt)));
    }
    span.inputImages(exchange.images());
  }

  @Override
  public void recordResponse(LlmSpan span, WireExchange exchange, WireObject response) {
    TokenUsage.record(span, response);
    Failures.record(span, response);
    String format = format(exchange, response);
    List<String> urls = new ArrayList<>();
    for (WireObject image : response.objects("data")) {
      String url = image.text("url");
      String base64 = image.text("b64_json");
      if (url != null) {
        urls.add(url);
      } else if (base64 != null) {
        urls.add(ImageFormats.dataUri(format, base64));
      }
    }
    span.outputImages(urls);
  }

  private static String format(WireExchange exchange, WireObject response) {
    String format = response.text("output_format");
    if (format == null) {
      format = exchange.request().text("output_format");
    }
    return format == null ? "png" : format;
  }
}
