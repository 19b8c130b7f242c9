// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.List;
import java.util.Map;

/** The body of a request, and what may be shown of it and of the response. */
final class WireRequest {

  private final WireBody body;
  private final ContentMask mask;
  private final List<String> images;

  /**
   * @param mask takes out what is to be hidden
   */
  WireRequest(WireBody body, ContentMask mask) {
    this(body, mask, List.of());
  }

  /**
   * @param images those among the uploaded files, as data URIs
   */
  WireRequest(WireBody body, ContentMask mask, List<String> images) {
    this.body = body;
    this.mask = mask;
    this.images = images;
  }

  /** Returns a request without a body, for one that could not be read. */
  static WireRequest empty(ContentMask mask) {
    return new WireRequest(WireBody.NONE, mask);
  }

  /** Returns the whole request; attributes made from it are masked on their own way. */
  WireObject body() {
    return WireObject.of(body.fields());
  }

  /** Returns the images that are uploaded, as far as they are in memory. */
  List<String> images() {
    return images;
  }

  ContentMask mask() {
    return mask;
  }

  /** Returns the parameters of the call as JSON text: the request without its content. */
  String parameters(BodyShape shape) {
    String cut = mask.keepsAll(body.longestText()) ? body.cut(shape::isParameter) : null;
    return cut == null ? WireJson.toJson(mask.parameters(body.fields(), shape)) : cut;
  }

  /** Returns what may be shown of the request as JSON text. */
  String json(BodyShape shape) {
    if (mask.keepsAll(body.longestText())) {
      return body.text();
    }
    Map<String, ?> masked = mask.request(body.fields(), shape);
    return masked == body.fields() ? body.text() : WireJson.toJson(masked);
  }

  /**
   * Returns what may be shown of the response as JSON text.
   *
   * @param json the response as JSON text
   */
  String responseJson(BodyShape shape, Map<String, ?> response, String json) {
    if (mask.keepsAll(json.length())) {
      return json;
    }
    Map<String, ?> masked = mask.response(response, shape);
    return masked == response ? json : WireJson.toJson(masked);
  }
}
