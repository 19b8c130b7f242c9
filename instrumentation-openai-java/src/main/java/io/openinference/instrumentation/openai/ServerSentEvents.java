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
  private boolean tooLong;

  ServerSentEvents(TracedCall<?> call) {
    this.call = call;
  }

  @Override
  public void accept(byte[] bytes, int offset, int length) {
    int start = offset;
    for (int i = offset; i < offset + length; i++) {
      if (bytes[i] == '\n') {
        addToLine(bytes, start, i - start);
        endLine();
        start = i + 1;
      }
    }
    addToLine(bytes, start, offset + length - start);
  }

  private void addToLine(byte[] bytes, int offset, int length) {
    int room = MAX_BYTES - line.size();
    tooLong |= length > room;
    line.write(bytes, offset, Math.min(length, room));
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (content.isEmpty()) {
      endEvent();
    } else if (content.startsWith(DATA)) {
      addToData(content);
    }
  }

  private void addToData(String dataLine) {
    tooLong |= data.length() + dataLine.length() > MAX_BYTES;
    if (!tooLong) {
      data.append(dataLine, DATA.length(), dataLine.length()).append('\n');
    }
  }

  private void endEvent() {
    // Half an event is no JSON; those after it may be whole.
    if (data.length() > 0 && !tooLong) {
      // The end marker [DONE] is no JSON object and so adds nothing.
      call.recordEventData(data.toString());
    }
    data.setLength(0);
    tooLong = false;
  }

  @Override
  public void finish() {
    if (line.size() > 0) {
      endLine();
    }
    endEvent();
  }
}
