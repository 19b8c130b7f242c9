// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.testing.StreamEncoding;
import java.io.ByteArrayOutputStream;
import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Writes events as frames of an event stream of AWS, by the SDK's own encoder.
 *
 * <p>An event is its type, a space, and its JSON. The classes lie in different packages from
 * release to release, and so are found by name.
 */
final class Frames implements StreamEncoding {

  static final StreamEncoding ENCODING = new Frames();

  private final Class<?> header;
  private final Class<?> message;

  private Frames() {
    header = type("HeaderValue");
    message = type("Message");
  }

  private static Class<?> type(String name) {
    try {
      return Class.forName("software.amazon.awssdk.eventstream." + name);
    } catch (ClassNotFoundException e) {
      try {
        return Class.forName("software.amazon.eventstream." + name);
      } catch (ClassNotFoundException none) {
        throw new IllegalStateException(none);
      }
    }
  }

  /** Returns the event that brings a chunk of a model. */
  static String chunk(String json) {
    return "chunk {\"bytes\": \"" + base64(json) + "\"}";
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String contentType() {
    return "application/vnd.amazon.eventstream";
  }

  @Override
  public byte[] encode(String event) {
    int space = event.indexOf(' ');
    String type = event.substring(0, space);
    Map<String, Object> headers = new LinkedHashMap<>();
    boolean isException = type.endsWith("Exception");
    try {
      Method fromString = header.getMethod("fromString", String.class);
      headers.put(":message-type", fromString.invoke(null, isException ? "exception" : "event"));
      headers.put(isException ? ":exception-type" : ":event-type", fromString.invoke(null, type));
      headers.put(":content-type", fromString.invoke(null, "application/json"));
      Constructor<?> constructor = message.getConstructor(Map.class, byte[].class);
      Object frame =
          constructor.newInstance(
              headers, event.substring(space + 1).getBytes(StandardCharsets.UTF_8));
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      message.getMethod("encode", java.io.OutputStream.class).invoke(frame, bytes);
      return bytes.toByteArray();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
