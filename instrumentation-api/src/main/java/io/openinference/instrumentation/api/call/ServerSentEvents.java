// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.wire.WireJson;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.function.Consumer;

/** Parses a body of server-sent events. Each event is recorded when its last line has been read. */
final class ServerSentEvents implements BodyRecorder {

  private static final String DATA = "data:";
  private static final String EVENT = "event:";
  private static final String ERROR = "error";

  private final Consumer<String> events;
  private final int maxEvent;
  private final ContentBudget budget;
  private final ByteArrayOutputStream line = new ByteArrayOutputStream();
  private final StringBuilder data = new StringBuilder();
  private boolean isError;
  // The number of dropped bytes of the event. An event with dropped bytes is useless.
  private long leftOut;

  /**
   * @param events receives the data of each event
   * @param maxEvent the maximum length of a recorded event, in bytes
   * @param budget counts events that are left out
   */
  ServerSentEvents(Consumer<String> events, int maxEvent, ContentBudget budget) {
    this.events = events;
    this.maxEvent = maxEvent;
    this.budget = budget;
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
    int kept = Math.min(length, maxEvent - line.size());
    leftOut += length - kept;
    line.write(bytes, offset, kept);
  }

  private void endLine() {
    String text = line.toString(StandardCharsets.UTF_8);
    line.reset();
    String content = text.endsWith("\r") ? text.substring(0, text.length() - 1) : text;
    if (content.isEmpty()) {
      endEvent();
    } else if (content.startsWith(DATA)) {
      addToData(content);
    } else if (content.startsWith(EVENT)) {
      isError = ERROR.equals(content.substring(EVENT.length()).strip());
    }
  }

  private void addToData(String dataLine) {
    if (leftOut > 0 || data.length() + dataLine.length() > maxEvent) {
      leftOut += dataLine.length() - DATA.length();
    } else {
      data.append(dataLine, DATA.length(), dataLine.length()).append('\n');
    }
  }

  private void endEvent() {
    // A cut event is not valid JSON; later events may be whole.
    if (leftOut > 0) {
      budget.skip(leftOut + data.length());
    } else if (data.length() > 0) {
      // The end marker [DONE] is not a JSON object and adds nothing.
      events.accept(isError ? failure(data.toString()) : data.toString());
    }
    isError = false;
    data.setLength(0);
    leftOut = 0;
  }

  /** Returns the data of an event with the name error, which may be any text. */
  private static String failure(String data) {
    Map<String, ?> fields = WireJson.parse(data);
    boolean isTold = fields.containsKey(ERROR) || ERROR.equals(fields.get("type"));
    return isTold ? data : WireJson.toJson(Map.of(ERROR, fields.isEmpty() ? data.strip() : fields));
  }

  @Override
  public void finish() {
    if (line.size() > 0) {
      endLine();
    }
    endEvent();
  }
}
