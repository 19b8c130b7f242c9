// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.WireFormat;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads OTLP's protobuf messages by hand.
 *
 * <p>Generated classes refuse a whole request because of one bad byte in one string. This reader
 * replaces bad bytes, and rejects only the span that cannot be read.
 *
 * @since 0.1.0
 */
public final class OtlpProtobufReader {

  private static final HexFormat HEX = HexFormat.of();

  /**
   * Reads an {@code ExportTraceServiceRequest}.
   *
   * @throws IOException if the bytes are no such message
   */
  public static OtlpBatch readRequest(byte[] body) throws IOException {
    OtlpBatch batch = new OtlpBatch();
    for (byte[] resourceSpans : children(body, 1)) {
      readResourceSpans(resourceSpans, batch);
    }
    return batch;
  }

  /**
   * Reads a {@code Span}.
   *
   * @throws IOException if the bytes are no span
   */
  public static OtlpSpan readSpan(byte[] payload) throws IOException {
    return new SpanFields().read(CodedInputStream.newInstance(payload));
  }

  /**
   * Reads a resource that {@link OtlpProtobufWriter} has written.
   *
   * @throws IOException if the bytes are none
   */
  public static OtlpResource readResource(byte[] data) throws IOException {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    Map<String, @Nullable Object> scope = new LinkedHashMap<>();
    String name = "";
    String version = "";
    CodedInputStream in = CodedInputStream.newInstance(data);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> readAttribute(in, resource);
        case 2 -> name = text(in);
        case 3 -> version = text(in);
        case 4 -> readAttribute(in, scope);
        default -> in.skipField(tag);
      }
    }
    return new OtlpResource(resource, name, version, scope);
  }

  private static void readResourceSpans(byte[] message, OtlpBatch batch) throws IOException {
    Map<String, @Nullable Object> resource = new LinkedHashMap<>();
    for (byte[] bytes : children(message, 1)) {
      readAttributes(bytes, 1, resource);
    }
    for (byte[] scopeSpans : children(message, 2)) {
      OtlpResource shared = readScope(resource, scopeSpans);
      for (byte[] span : children(scopeSpans, 2)) {
        try {
          batch.add(shared, readSpan(span), span);
        } catch (IOException unreadable) {
          batch.reject("a span cannot be read: " + unreadable.getMessage());
        }
      }
    }
  }

  private static OtlpResource readScope(Map<String, @Nullable Object> resource, byte[] scopeSpans)
      throws IOException {
    String name = "";
    String version = "";
    Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    for (byte[] scope : children(scopeSpans, 1)) {
      CodedInputStream in = CodedInputStream.newInstance(scope);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> name = text(in);
          case 2 -> version = text(in);
          case 3 -> readAttribute(in, attributes);
          default -> in.skipField(tag);
        }
      }
    }
    return new OtlpResource(resource, name, version, attributes);
  }

  private static List<byte[]> children(byte[] message, int field) throws IOException {
    List<byte[]> children = new ArrayList<>();
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      if (tag == (field << 3 | WireFormat.WIRETYPE_LENGTH_DELIMITED)) {
        children.add(in.readByteArray());
      } else {
        in.skipField(tag);
      }
    }
    return children;
  }

  private static void readAttributes(byte[] message, int field, Map<String, @Nullable Object> into)
      throws IOException {
    for (byte[] attribute : children(message, field)) {
      readAttribute(attribute, into, 0);
    }
  }

  private static void readAttribute(CodedInputStream in, Map<String, @Nullable Object> into)
      throws IOException {
    readAttribute(in.readByteArray(), into, 0);
  }

  private static void readAttribute(byte[] message, Map<String, @Nullable Object> into, int depth)
      throws IOException {
    String key = "";
    Object value = null;
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> key = text(in);
        case 2 -> value = readValue(in.readByteArray(), depth);
        default -> in.skipField(tag);
      }
    }
    if (into.size() < OtlpBatch.MAX_ATTRIBUTES) {
      into.put(key, value);
    }
  }

  private static @Nullable Object readValue(byte[] message, int depth) throws IOException {
    if (depth > OtlpBatch.MAX_DEPTH) {
      throw new IOException("a value is nested more than " + OtlpBatch.MAX_DEPTH + " deep");
    }
    Object value = null;
    CodedInputStream in = CodedInputStream.newInstance(message);
    for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> value = text(in);
        case 2 -> value = in.readBool();
        case 3 -> value = in.readInt64();
        case 4 -> value = in.readDouble();
        case 5 -> value = readList(in.readByteArray(), depth);
        case 6 -> value = readMap(in.readByteArray(), depth);
        case 7 -> value = in.readByteArray();
        default -> in.skipField(tag);
      }
    }
    return value;
  }

  private static List<@Nullable Object> readList(byte[] message, int depth) throws IOException {
    List<@Nullable Object> values = new ArrayList<>();
    for (byte[] value : children(message, 1)) {
      values.add(readValue(value, depth + 1));
    }
    return values;
  }

  private static Map<String, @Nullable Object> readMap(byte[] message, int depth)
      throws IOException {
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    for (byte[] attribute : children(message, 1)) {
      readAttribute(attribute, values, depth + 1);
    }
    return values;
  }

  /** Reads text whose bytes may be no UTF-8. Each bad sequence becomes U+FFFD. */
  private static String text(CodedInputStream in) throws IOException {
    return in.readBytes().toStringUtf8();
  }

  private static String hex(CodedInputStream in) throws IOException {
    return HEX.formatHex(in.readByteArray());
  }

  /** The fields of a span while it is read. */
  private static final class SpanFields {

    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final List<OtlpSpan.Event> events = new ArrayList<>();
    private final List<OtlpSpan.Link> links = new ArrayList<>();
    private String traceId = "";
    private String spanId = "";
    private String parentId = "";
    private String traceState = "";
    private String name = "";
    private String statusMessage = "";
    private int statusCode;
    private int flags;
    private int kind;
    private int droppedAttributes;
    private int droppedEvents;
    private int droppedLinks;
    private long start;
    private long end;

    OtlpSpan read(CodedInputStream in) throws IOException {
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        if (!readHead(in, tag)) {
          readRest(in, tag);
        }
      }
      return new OtlpSpan(
          traceId,
          spanId,
          parentId.chars().allMatch(digit -> digit == '0') ? "" : parentId,
          traceState,
          flags,
          name,
          kind,
          start,
          end,
          attributes,
          droppedAttributes,
          events,
          droppedEvents,
          links,
          droppedLinks,
          statusCode,
          statusMessage);
    }

    private boolean readHead(CodedInputStream in, int tag) throws IOException {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 1 -> traceId = hex(in);
        case 2 -> spanId = hex(in);
        case 3 -> traceState = text(in);
        case 4 -> parentId = hex(in);
        case 5 -> name = text(in);
        case 6 -> kind = in.readEnum();
        case 7 -> start = in.readFixed64();
        case 8 -> end = in.readFixed64();
        case 9 -> readAttribute(in, attributes);
        default -> {
          return false;
        }
      }
      return true;
    }

    private void readRest(CodedInputStream in, int tag) throws IOException {
      switch (WireFormat.getTagFieldNumber(tag)) {
        case 10 -> droppedAttributes = in.readUInt32();
        case 11 -> events.add(readEvent(in.readByteArray()));
        case 12 -> droppedEvents = in.readUInt32();
        case 13 -> links.add(readLink(in.readByteArray()));
        case 14 -> droppedLinks = in.readUInt32();
        case 15 -> readStatus(in.readByteArray());
        case 16 -> flags = in.readFixed32();
        default -> in.skipField(tag);
      }
    }

    private void readStatus(byte[] message) throws IOException {
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 2 -> statusMessage = text(in);
          case 3 -> statusCode = in.readEnum();
          default -> in.skipField(tag);
        }
      }
    }

    private static OtlpSpan.Event readEvent(byte[] message) throws IOException {
      long time = 0;
      String name = "";
      int dropped = 0;
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> time = in.readFixed64();
          case 2 -> name = text(in);
          case 3 -> readAttribute(in, attributes);
          case 4 -> dropped = in.readUInt32();
          default -> in.skipField(tag);
        }
      }
      return new OtlpSpan.Event(time, name, attributes, dropped);
    }

    private static OtlpSpan.Link readLink(byte[] message) throws IOException {
      String traceId = "";
      String spanId = "";
      String traceState = "";
      int dropped = 0;
      int flags = 0;
      Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
      CodedInputStream in = CodedInputStream.newInstance(message);
      for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
        switch (WireFormat.getTagFieldNumber(tag)) {
          case 1 -> traceId = hex(in);
          case 2 -> spanId = hex(in);
          case 3 -> traceState = text(in);
          case 4 -> readAttribute(in, attributes);
          case 5 -> dropped = in.readUInt32();
          case 6 -> flags = in.readFixed32();
          default -> in.skipField(tag);
        }
      }
      return new OtlpSpan.Link(traceId, spanId, traceState, attributes, dropped, flags);
    }
  }

  private OtlpProtobufReader() {}
}
