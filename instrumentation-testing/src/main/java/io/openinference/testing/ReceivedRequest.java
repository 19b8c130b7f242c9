// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached an {@link OtlpReceiver}, whether it was accepted or refused.
 *
 * @param path path of the request, such as {@code /v1/traces}
 * @param headers values by header name in lower case
 * @param compressedBytes size of the body as it was sent, in bytes
 * @param uncompressedBytes size of the body after decompression, in bytes; 0 if it could not be
 *     decompressed
 * @param body the decoded message, empty if it could not be decoded
 * @param status the HTTP status of the answer; while the receiver hangs, of the answer to come
 * @since 0.1.0
 */
public record ReceivedRequest(
    String path,
    Map<String, List<String>> headers,
    int compressedBytes,
    int uncompressedBytes,
    ExportTraceServiceRequest body,
    int status) {

  /** Returns the first value of a header, or null if the request did not have it. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.get(0);
  }

  /** Returns the spans in the body. */
  public List<ReceivedSpan> spans() {
    return OtlpDecoder.spans(body);
  }
}
