// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.ImageRedactor;
import io.openinference.instrumentation.TraceConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The body of a request, as an object and as JSON text. */
final class WireRequest {

  /** A request without a body, such as one that only names a stored response. */
  static final WireRequest EMPTY =
      new WireRequest(Map.of(), ImageRedactor.of(TraceConfig.builder().build()));

  /** Parameters that carry what the user wrote: an expected answer, variables, text to lead to. */
  private static final Set<String> CONTENT_PARAMETERS = Set.of("prediction", "prompt", "suffix");

  private final Map<String, ?> body;
  private final ImageRedactor redactor;
  private final boolean hidesInputs;
  private @Nullable String json;

  /** Makes a request of which only images may be hidden. */
  WireRequest(Map<String, ?> body, ImageRedactor redactor) {
    this(body, redactor, false);
  }

  /**
   * @param body the request as a map equal to its JSON, not modified afterwards
   * @param redactor hides images in the JSON text
   * @param hidesInputs leaves what the user wrote out of the parameters too, which have a setting
   *     of their own for the rest
   */
  WireRequest(Map<String, ?> body, ImageRedactor redactor, boolean hidesInputs) {
    this.body = body;
    this.redactor = redactor;
    this.hidesInputs = hidesInputs;
  }

  /** Returns the request with its images; attributes made from it are masked on their own way. */
  WireObject body() {
    return WireObject.of(body);
  }

  /** Returns the parameters of the call as JSON text: the request without the fields named. */
  String parametersWithout(String... names) {
    Map<String, Object> parameters = new LinkedHashMap<>(body);
    for (String name : names) {
      parameters.remove(name);
    }
    if (hidesInputs) {
      parameters.keySet().removeAll(CONTENT_PARAMETERS);
    }
    // Images may be among the variables of a stored prompt.
    return json(parameters);
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
