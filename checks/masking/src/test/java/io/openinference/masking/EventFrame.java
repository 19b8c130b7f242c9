// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;

/** Writes the frames of an event stream of AWS. */
final class EventFrame {

  static final String CONTENT_TYPE = "application/vnd.amazon.eventstream";

  private static final int STRING = 7;

  /** Returns the frame of an event, or of an exception if the type says so. */
  static byte[] of(String type, String json) {
    boolean isException = type.endsWith("Exception");
    ByteArrayOutputStream headers = new ByteArrayOutputStream();
    addHeader(headers, ":message-type", isException ? "exception" : "event");
    addHeader(headers, isException ? ":exception-type" : ":event-type", type);
    addHeader(headers, ":content-type", "application/json");
    byte[] payload = json.getBytes(UTF_8);
    ByteBuffer frame = ByteBuffer.allocate(16 + headers.size() + payload.length);
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
    headers.write(0);
    headers.write(value.length());
    headers.writeBytes(value.getBytes(UTF_8));
  }

  private static void putChecksum(ByteBuffer frame) {
    CRC32 checksum = new CRC32();
    checksum.update(frame.array(), 0, frame.position());
    frame.putInt((int) checksum.getValue());
  }

  private EventFrame() {}
}
