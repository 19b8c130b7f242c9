// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of JSON or other text, recorded whole. */
final class TextBody implements BodyRecorder {

  private final TracedCall<?> call;
  private final ByteArrayOutputStream read = new ByteArrayOutputStream();

  TextBody(TracedCall<?> call) {
    this.call = call;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    read.write(bytes, offset, length);
  }

  @Override
  public void finish() {
    if (read.size() > 0) {
      String text = read.toString(StandardCharsets.UTF_8);
      read.reset();
      call.recordBody(text);
    }
  }
}
