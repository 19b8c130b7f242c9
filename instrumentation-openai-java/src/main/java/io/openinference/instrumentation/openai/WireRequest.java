// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ImageRedactor;
import io.openinference.instrumentation.TraceConfig;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The body of a request, as an object and as JSON text. */
final class WireRequest {

  /** A request without a body, such as one that only names a stored response. */
  static final WireRequest EMPTY =
      new WireRequest(Map.of(), ImageRedactor.of(TraceConfig.builder().build()));

  private final Map<String, ?> body;
  private final ImageRedactor redactor;
  private @Nullable String json;

  /**
   * @param body the request as a map equal to its JSON, not modified afterwards
   * @param redactor hides images in the JSON text
   */
  WireRequest(Map<String, ?> body, ImageRedactor redactor) {
    this.body = body;
    this.redactor = redactor;
  }

  /** Returns the request with its images; attributes made from it are masked on their own way. */
  WireObject body() {
    return WireObject.of(body);
  }

  /** Returns the request as JSON text without the images that are to be hidden. */
  String json() {
    if (json == null) {
      json = WireJson.toJson(RequestImages.redactBody(body, redactor));
    }
    return json;
  }

  /** Returns part of a request or response as JSON text without images that are to be hidden. */
  String json(@Nullable Object part) {
    return WireJson.toJson(RequestImages.redact(part, redactor));
  }
}
