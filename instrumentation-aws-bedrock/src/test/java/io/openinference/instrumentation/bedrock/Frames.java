// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.testing.StreamEncoding;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** Writes events as frames of an event stream of AWS. An event is its type, a space, its JSON. */
final class Frames {

  static final StreamEncoding ENCODING = StreamEncoding.AWS_EVENT_STREAM;

  /** Returns the event that brings a chunk of a model. */
  static String chunk(String json) {
    return "chunk {\"bytes\": \"" + base64(json) + "\"}";
  }

  static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  private Frames() {}
}
