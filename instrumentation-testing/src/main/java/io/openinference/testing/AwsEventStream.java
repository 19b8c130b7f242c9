// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** The frames of an event stream of AWS: lengths, headers, payload and checksums. */
final class AwsEventStream {

  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int STRING = 7;
  private static final int LENGTHS_AND_CHECKSUMS = 16;

  /** Returns the frame of an event, which is its type, a space, and its JSON. */
  static byte[] frame(String event) {
    int space = event.indexOf(' ');
    String type = event.substring(0, space);
    boolean isException = type.endsWith("Exception");
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    addHeader(headers, ":message-type", isException ? "exception" : "event");
    addHeader(headers, isException ? ":exception-type" : ":event-type", type);
    addHeader(headers, ":content-type", "application/json");
    byte[] payload = event.substring(space + 1).getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(LENGTHS_AND_CHECKSUMS + headers.size() + payload.length);
    frame.putInt(frame.capacity()).putInt(headers.size());
    putChecksum(frame);
    frame.put(headers.toByteArray()).put(payload);
    putChecksum(frame);
    return frame.array();
  }

  private static void addHeader(ByteArrayOutputStream headers, String name, String value) {
    headers.write(name.length());
    headers.writeBytes(name.getBytes(UTF_8));
    headers.write(STRING);
    byte[] text = value.getBytes(UTF_8);
    headers.write(text.length >> 8);
    headers.write(text.length);
    headers.writeBytes(text);
  }

  private static void putChecksum(ByteBuffer frame) {
    CRC32 checksum = new CRC32();
    checksum.update(frame.duplicate().flip());
    frame.putInt((int) checksum.getValue());
  }

  private AwsEventStream() {}
}
