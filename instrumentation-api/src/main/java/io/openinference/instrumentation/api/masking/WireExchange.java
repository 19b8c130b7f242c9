// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import io.openinference.instrumentation.api.wire.WireBody;
import io.openinference.instrumentation.api.wire.WireJson;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The request and response of one call, and the parts of them that a span may show.
 *
 * @since 0.1.0
 */
public final class WireExchange {

  private final WireBody body;
  private final ContentMask mask;
  private final List<String> images;

  /**
   * Creates an exchange from the body of its request.
   *
   * @param mask removes hidden content
   */
  public WireExchange(WireBody body, ContentMask mask) {
    this(body, mask, List.of());
  }

  /**
   * Creates an exchange whose request uploads images.
   *
   * @param images the images among the uploaded files, as data URIs
   */
  public WireExchange(WireBody body, ContentMask mask, List<String> images) {
    this.body = body;
    this.mask = mask;
    this.images = images;
  }

  /** Returns an exchange whose request has no body, or a body that could not be read. */
  public static WireExchange empty(ContentMask mask) {
    return new WireExchange(WireBody.NONE, mask);
  }

  /**
   * Returns the whole request, including hidden content. The span masks the attributes that are
   * made from it.
   */
  public WireObject request() {
    return WireObject.of(body.fields());
  }

  /** Returns the uploaded images that are in memory. */
  public List<String> images() {
    return images;
  }

  /** Returns the mask that removes hidden content. */
  public ContentMask mask() {
    return mask;
  }

  /** Returns the parameters of the call as JSON text, which is the request without its content. */
  public String parameters(BodyShape shape) {
    String cut = mask.keepsAll(body.longestText()) ? body.cut(shape::isParameter) : null;
    return cut == null ? WireJson.toJson(mask.parameters(body.fields(), shape)) : cut;
  }

  /**
   * Returns the parameters of the call without the objects that group them.
   *
   * @param groups the fields whose own fields are parameters, for example {@code generationConfig}
   */
  public Map<String, Object> flatParameters(BodyShape shape, String... groups) {
    List<String> grouping = List.of(groups);
    Map<String, Object> flat = new LinkedHashMap<>();
    WireJson.parse(parameters(shape))
        .forEach(
            (name, value) -> {
              if (grouping.contains(name) && value instanceof Map<?, ?> group) {
                group.forEach((key, parameter) -> flat.put(String.valueOf(key), parameter));
              } else {
                flat.put(name, value);
              }
            });
    return flat;
  }

  /** Returns the visible part of the request as JSON text. */
  public String requestJson(BodyShape shape) {
    if (mask.keepsAll(body.longestText())) {
      return body.text();
    }
    Map<String, ?> masked = mask.request(body.fields(), shape);
    return masked == body.fields() ? body.text() : WireJson.toJson(masked);
  }

  /**
   * Returns the visible part of the response as JSON text.
   *
   * @param json the response as JSON text
   */
  public String responseJson(BodyShape shape, Map<String, ?> response, String json) {
    if (mask.keepsAll(json.length())) {
      return json;
    }
    Map<String, ?> masked = mask.response(response, shape);
    return masked == response ? json : WireJson.toJson(masked);
  }
}
