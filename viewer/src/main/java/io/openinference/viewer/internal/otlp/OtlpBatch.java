// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The spans of one request, with what could not be read.
 *
 * @since 0.1.0
 */
public final class OtlpBatch {

  /** At most this many attributes of a span are read. */
  public static final int MAX_ATTRIBUTES = 10_000;

  /** Values may be nested this deep. */
  public static final int MAX_DEPTH = 64;

  /** A span may have this many bytes. */
  public static final int MAX_SPAN_BYTES = 16 << 20;

  private final List<Item> items = new ArrayList<>();
  private int rejected;
  private @Nullable String reason;

  OtlpBatch() {}

  /**
   * A span with its resource and its bytes.
   *
   * @param payload the span as a message of OTLP's protobuf, unchanged if it came as one
   * @since 0.1.0
   */
  @SuppressWarnings("ArrayRecordComponent") // Nobody changes or compares the bytes.
  public record Item(OtlpResource resource, OtlpSpan span, byte[] payload) {}

  /** Returns a batch of spans without a resource. */
  public static OtlpBatch of(List<OtlpSpan> spans) {
    OtlpBatch batch = new OtlpBatch();
    for (OtlpSpan span : spans) {
      batch.add(OtlpResource.EMPTY, span, OtlpProtobufWriter.write(span));
    }
    return batch;
  }

  /** Returns the spans that can be kept. */
  public List<Item> items() {
    return items;
  }

  /** Returns the number of spans that cannot be kept. */
  public int rejected() {
    return rejected;
  }

  /** Returns why the first of the rejected spans cannot be kept. */
  public String reason() {
    return reason == null ? "" : reason;
  }

  void add(OtlpResource resource, OtlpSpan span, byte[] payload) {
    if (payload.length > MAX_SPAN_BYTES) {
      reject("a span has more than " + (MAX_SPAN_BYTES >> 20) + " MiB");
    } else if (!isId(span.traceId(), 32)) {
      reject("a trace id has not 16 bytes or is all zeros");
    } else if (!isId(span.spanId(), 16)) {
      reject("a span id has not 8 bytes or is all zeros");
    } else {
      items.add(new Item(resource, span, payload));
    }
  }

  void reject(String why) {
    rejected++;
    if (reason == null) {
      reason = why;
    }
  }

  private static boolean isId(String hex, int length) {
    return hex.length() == length && hex.chars().anyMatch(digit -> digit != '0');
  }
}
