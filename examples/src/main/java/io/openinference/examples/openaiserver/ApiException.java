// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;

/** A refusal, in the shape in which OpenAI refuses. */
final class ApiException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int status;
  private final @Nullable String param;

  private ApiException(int status, String message, @Nullable String param) {
    super(message);
    this.status = status;
    this.param = param;
  }

  static ApiException badRequest(String message, @Nullable String param) {
    return new ApiException(400, message, param);
  }

  static ApiException missing(String param) {
    return badRequest("Missing required parameter: '" + param + "'.", param);
  }

  static ApiException noKey() {
    return new ApiException(401, "You didn't provide an API key.", null);
  }

  static ApiException unknownUrl(String method, String path) {
    return new ApiException(404, "Invalid URL (" + method + " " + path + ")", null);
  }

  int status() {
    return status;
  }

  ObjectNode toJson() {
    ObjectNode body = Json.object();
    body.putObject("error")
        .put("message", getMessage())
        .put("type", "invalid_request_error")
        .put("param", param)
        .putNull("code");
    return body;
  }
}
