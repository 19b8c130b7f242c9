// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The body of an answer with status 200, an ExportTraceServiceResponse. The message in the body is
 * ignored, because text of the server must not go to a log.
 *
 * @param rejectedSpans the number of spans that the collector rejected
 */
record OtlpResponse(long rejectedSpans) {

  private static final Pattern REJECTED_SPANS =
      Pattern.compile("\"rejected(?:Spans|_spans)\"\\s*:\\s*\"?(\\d{1,18})");

  private static final Pattern PARTIAL_SUCCESS =
      Pattern.compile("\"partial(?:Success|_success)\"\\s*:");
  private static final Pattern ERROR =
      Pattern.compile("\"errors?\"\\s*:\\s*(?!null|\\[\\s*]|\"\"|false)");

  /** Returns null if the body is not an OTLP response. An empty body is a valid response. */
  static @Nullable OtlpResponse read(@Nullable String contentType, byte[] body) {
    if (body.length == 0) {
      return new OtlpResponse(0);
    }
    String type = contentType == null ? "" : contentType.toLowerCase(Locale.ROOT);
    if (type.startsWith("text/")) {
      return null;
    }
    if (type.contains("json")) {
      return readJson(body);
    }
    OtlpResponse protobuf = readProtobuf(body);
    return protobuf == null && !type.contains("protobuf") ? readJson(body) : protobuf;
  }

  /**
   * Accepts any JSON object except one that reports an error, because backends add their own
   * fields.
   */
  private static @Nullable OtlpResponse readJson(byte[] body) {
    String json = new String(body, StandardCharsets.UTF_8).strip();
    if (json.isEmpty()) {
      return new OtlpResponse(0);
    }
    boolean isError = ERROR.matcher(json).find() && !PARTIAL_SUCCESS.matcher(json).find();
    if (!json.startsWith("{") || isError) {
      return null;
    }
    Matcher matcher = REJECTED_SPANS.matcher(json);
    return new OtlpResponse(matcher.find() ? Long.parseLong(matcher.group(1)) : 0);
  }

  /** Field 1 is the partial success. Its field 1 is the number of rejected spans. */
  static @Nullable OtlpResponse readProtobuf(byte[] body) {
    try {
      long rejected = 0;
      ProtobufFields fields = new ProtobufFields(body, 0, body.length);
      while (fields.next()) {
        if (fields.number() == 1 && fields.isMessage()) {
          rejected = rejectedSpans(fields.message());
        }
      }
      return new OtlpResponse(rejected);
    } catch (IllegalArgumentException notProtobuf) {
      return null;
    }
  }

  private static long rejectedSpans(ProtobufFields partialSuccess) {
    long rejected = 0;
    while (partialSuccess.next()) {
      if (partialSuccess.number() == 1 && !partialSuccess.isMessage()) {
        rejected = partialSuccess.value();
      }
    }
    return Math.max(0, rejected);
  }
}
