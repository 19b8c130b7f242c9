// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes requests of OTLP's JSON, right ones and wrong ones. */
final class OtlpJson {

  static final String TRACE = "0123456789abcdef0123456789abcdef";

  private final String project;
  private final List<String> spans = new ArrayList<>();

  private OtlpJson(String project) {
    this.project = project;
  }

  static OtlpJson project(String project) {
    return new OtlpJson(project);
  }

  /** Adds a span of the trace {@link #TRACE} that runs for a second from now. */
  OtlpJson span(int id, int parent, String name, String... attributes) {
    long start = TimeUnit.MILLISECONDS.toNanos(System.currentTimeMillis()) + id;
    return raw(TRACE, id, parent, name, start, start + 1_000_000_000L, attributes);
  }

  /** Adds a span with these times. An attribute is {@code key=text} or {@code key:{value}}. */
  OtlpJson raw(
      String trace, int id, int parent, String name, long start, long end, String... attributes) {
    List<String> pairs = new ArrayList<>();
    for (String attribute : attributes) {
      int equals = attribute.indexOf('=');
      int brace = attribute.indexOf(":{");
      boolean isRaw = brace >= 0 && (equals < 0 || brace < equals);
      String key = attribute.substring(0, isRaw ? brace : equals);
      String value =
          isRaw
              ? attribute.substring(brace + 1)
              : "{\"stringValue\":" + quote(attribute.substring(equals + 1)) + "}";
      pairs.add("{\"key\":" + quote(key) + ",\"value\":" + value + "}");
    }
    spans.add(
        "{\"traceId\":\"%s\",\"spanId\":\"%s\",%s\"name\":%s,\"startTimeUnixNano\":\"%s\",\"endTimeUnixNano\":\"%s\",\"attributes\":[%s]}"
            .formatted(
                trace,
                id(id),
                parent == 0 ? "" : "\"parentSpanId\":\"" + id(parent) + "\",",
                quote(name),
                Long.toUnsignedString(start),
                Long.toUnsignedString(end),
                String.join(",", pairs)));
    return this;
  }

  static String id(int number) {
    return "%016x".formatted(number);
  }

  static String quote(String text) {
    StringBuilder quoted = new StringBuilder("\"");
    for (char each : text.toCharArray()) {
      if (each == '"' || each == '\\' || each < ' ') {
        quoted.append("\\u%04x".formatted((int) each));
      } else {
        quoted.append(each);
      }
    }
    return quoted.append('"').toString();
  }

  @Override
  public String toString() {
    return "{\"resourceSpans\":[{\"resource\":{\"attributes\":[{\"key\":\"openinference.project.name\",\"value\":{\"stringValue\":"
        + quote(project)
        + "}}]},\"scopeSpans\":[{\"scope\":{\"name\":\"test\"},\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }
}
