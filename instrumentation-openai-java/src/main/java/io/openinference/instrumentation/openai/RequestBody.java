// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireBody;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the body of a request. */
final class RequestBody {

  private static final String STREAM = "stream";

  /**
   * Reads the body without its credentials, if the request has a body.
   *
   * @param body the body of the parameters, or null
   * @param streaming true if openai-java adds {@code "stream": true} to the request
   */
  static WireBody read(@Nullable Object body, boolean streaming) {
    if (body == null) {
      return WireBody.NONE;
    }
    WireBody read =
        body instanceof Map<?, ?> fields && MultipartBody.isMultipart(fields)
            ? new WireBody(MultipartBody.toMap(fields))
            : Models.JSON.read(body);
    WireBody shown = read.withoutCredentials();
    return streaming ? shown.withTrue(STREAM) : shown;
  }

  /** Reads the images that the request uploads. */
  static List<String> images(@Nullable Object body, UploadedImages images) {
    return body instanceof Map<?, ?> fields && MultipartBody.isMultipart(fields)
        ? images.of(fields)
        : List.of();
  }

  private RequestBody() {}
}
