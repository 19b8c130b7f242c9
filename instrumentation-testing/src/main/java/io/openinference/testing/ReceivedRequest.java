// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request that reached an {@link OtlpReceiver}, accepted or refused.
 *
 * @since 0.1.0
 */
public final class ReceivedRequest {

  private final String path;
  private final Map<String, List<String>> headers;
  private final int compressedBytes;
  private final byte[] body;
  private final List<ReceivedSpan> spans;
  private final int status;

  ReceivedRequest(
      String path,
      Map<String, List<String>> headers,
      int compressedBytes,
      byte[] body,
      List<ReceivedSpan> spans,
      int status) {
    this.path = path;
    this.headers = headers;
    this.compressedBytes = compressedBytes;
    this.body = body;
    this.spans = spans;
    this.status = status;
  }

  /** Returns the path of the request, such as {@code /v1/traces}. */
  public String path() {
    return path;
  }

  /** Returns the header values by lower-case name. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** Returns the first value of a header, or null if the request does not have the header. */
  public @Nullable String header(String name) {
    List<String> values = headers.get(name.toLowerCase(Locale.ROOT));
    return values == null ? null : values.get(0);
  }

  /** Returns the size of the body as it was sent, in bytes. */
  public int compressedBytes() {
    return compressedBytes;
  }

  /**
   * Returns the size of the body after decompression, in bytes; 0 if it could not be decompressed.
   */
  public int uncompressedBytes() {
    return body.length;
  }

  /**
   * Returns a copy of the body after decompression: an OTLP {@code ExportTraceServiceRequest} in
   * protobuf. It is empty if the body could not be decompressed.
   */
  public byte[] body() {
    return body.clone();
  }

  /** Returns the spans in the body; empty if the body could not be decoded. */
  public List<ReceivedSpan> spans() {
    return spans;
  }

  /**
   * Returns the HTTP status of the answer; while the receiver hangs, the status that it will send.
   */
  public int status() {
    return status;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReceivedRequest that
        && path.equals(that.path)
        && headers.equals(that.headers)
        && compressedBytes == that.compressedBytes
        && Arrays.equals(body, that.body)
        && status == that.status;
  }

  @Override
  public int hashCode() {
    return Objects.hash(path, headers, compressedBytes, Arrays.hashCode(body), status);
  }

  /** Omits the headers, because they hold keys. */
  @Override
  public String toString() {
    return "ReceivedRequest{"
        + path
        + ", status="
        + status
        + ", "
        + body.length
        + " bytes, "
        + spans.size()
        + " spans}";
  }
}
