// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** A body of server-sent events, of which each is recorded when its last line has been read. */
final class ServerSentEvents implements BodyRecorder {

  private static final String DATA = "data:";

  private final TracedCall<?> call;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();

  ServerSentEvents(TracedCall<?> call) {
    this.call = call;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        line.write(bytes, start, i - start);
        endLine();
        start = i + 1;
      }
    }
    line.write(bytes, start, offset + length - start);
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (content.isEmpty()) {
      endEvent();
    } else if (content.startsWith(DATA)) {
      data.append(content, DATA.length(), content.length()).append('\n');
    }
  }

  private void endEvent() {
    if (data.length() > 0) {
      // The end marker [DONE] is no JSON object and so adds nothing.
      call.recordEventData(data.toString());
      data.setLength(0);
    }
  }

  @Override
  public void finish() {
    if (line.size() > 0) {
      endLine();
    }
    endEvent();
  }
}
