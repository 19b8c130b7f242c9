// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Writes OTLP's protobuf messages.
 *
 * @since 0.1.0
 */
public final class OtlpProtobufWriter {

  /** Returns a span as a {@code Span} message. */
  public static byte[] write(OtlpSpan span) {
    return message(
        out -> {
          id(out, 1, span.traceId());
          id(out, 2, span.spanId());
          text(out, 3, span.traceState());
          id(out, 4, span.parentId());
          text(out, 5, span.name());
          out.writeEnum(6, span.kind());
          out.writeFixed64(7, span.startNanos());
          out.writeFixed64(8, span.endNanos());
          attributes(out, 9, span.attributes());
          number(out, 10, span.droppedAttributes());
          for (OtlpSpan.Event event : span.events()) {
            out.writeByteArray(11, event(event));
          }
          number(out, 12, span.droppedEvents());
          for (OtlpSpan.Link link : span.links()) {
            out.writeByteArray(13, link(link));
          }
          number(out, 14, span.droppedLinks());
          out.writeByteArray(15, status(span));
          out.writeFixed32(16, span.flags());
        });
  }

  /** Returns the answer to an export, which says how many spans were not taken. */
  public static byte[] answer(int rejected, String reason) {
    if (rejected == 0) {
      return new byte[0];
    }
    byte[] partial =
        message(
            out -> {
              out.writeInt64(1, rejected);
              out.writeString(2, reason);
            });
    return message(out -> out.writeByteArray(1, partial));
  }

  /** Returns an error as a {@code google.rpc.Status}, which OTLP over HTTP answers with. */
  public static byte[] error(int code, String text) {
    return message(
        out -> {
          out.writeInt32(1, code);
          out.writeString(2, text);
        });
  }

  /** Returns a resource with its scope, as two fields of one message. */
  public static byte[] write(OtlpResource resource) {
    return message(
        out -> {
          attributes(out, 1, resource.attributes());
          text(out, 2, resource.scopeName());
          text(out, 3, resource.scopeVersion());
          attributes(out, 4, resource.scopeAttributes());
        });
  }

  private static byte[] event(OtlpSpan.Event event) {
    return message(
        out -> {
          out.writeFixed64(1, event.timeNanos());
          text(out, 2, event.name());
          attributes(out, 3, event.attributes());
          number(out, 4, event.dropped());
        });
  }

  private static byte[] link(OtlpSpan.Link link) {
    return message(
        out -> {
          id(out, 1, link.traceId());
          id(out, 2, link.spanId());
          text(out, 3, link.traceState());
          attributes(out, 4, link.attributes());
          number(out, 5, link.dropped());
          out.writeFixed32(6, link.flags());
        });
  }

  private static byte[] status(OtlpSpan span) {
    return message(
        out -> {
          text(out, 2, span.statusMessage());
          out.writeEnum(3, span.statusCode());
        });
  }

  private static void attributes(
      CodedOutputStream out, int field, Map<String, @Nullable Object> attributes)
      throws IOException {
    for (Map.Entry<String, @Nullable Object> attribute : attributes.entrySet()) {
      byte[] value = value(attribute.getValue());
      byte[] pair =
          message(
              to -> {
                to.writeString(1, attribute.getKey());
                to.writeByteArray(2, value);
              });
      out.writeByteArray(field, pair);
    }
  }

  private static byte[] value(@Nullable Object value) {
    return message(
        out -> {
          if (value instanceof String text) {
            out.writeString(1, text);
          } else if (value instanceof Boolean flag) {
            out.writeBool(2, flag);
          } else if (value instanceof Long number) {
            out.writeInt64(3, number);
          } else if (value instanceof Double number) {
            out.writeDouble(4, number);
          } else if (value instanceof byte[] bytes) {
            out.writeBytes(7, ByteString.copyFrom(bytes));
          } else if (value instanceof List<?> list) {
            out.writeByteArray(5, list(list));
          } else if (value instanceof Map<?, ?> map) {
            out.writeByteArray(6, map(map));
          }
        });
  }

  private static byte[] list(List<?> values) {
    return message(
        out -> {
          for (Object value : values) {
            out.writeByteArray(1, value(value));
          }
        });
  }

  @SuppressWarnings("unchecked") // The readers make maps with text as keys only.
  private static byte[] map(Map<?, ?> values) {
    return message(out -> attributes(out, 1, (Map<String, @Nullable Object>) values));
  }

  private static void id(CodedOutputStream out, int field, String hex) throws IOException {
    if (!hex.isEmpty()) {
      out.writeByteArray(field, HexFormat.of().parseHex(hex));
    }
  }

  private static void text(CodedOutputStream out, int field, String text) throws IOException {
    if (!text.isEmpty()) {
      out.writeString(field, text);
    }
  }

  private static void number(CodedOutputStream out, int field, int number) throws IOException {
    if (number != 0) {
      out.writeUInt32(field, number);
    }
  }

  private static byte[] message(Fields fields) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes, 512);
    try {
      fields.write(out);
      out.flush();
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  private OtlpProtobufWriter() {}
}
