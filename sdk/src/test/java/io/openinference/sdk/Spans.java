// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Tracer;
import java.util.List;
import java.util.stream.IntStream;

/** Makes spans. */
final class Spans {

  static final AttributeKey<String> CONTENT = AttributeKey.stringKey("content");

  static void make(OpenTelemetry openTelemetry, String... names) {
    for (String name : names) {
      tracer(openTelemetry).spanBuilder(name).startSpan().end();
    }
  }

  /** Makes spans named 0, 1, … with an attribute of some characters. */
  static void make(OpenTelemetry openTelemetry, int count, int characters) {
    String content = "x".repeat(characters);
    for (String name : names(count)) {
      tracer(openTelemetry).spanBuilder(name).setAttribute(CONTENT, content).startSpan().end();
    }
  }

  static List<String> names(int count) {
    return IntStream.range(0, count).mapToObj(Integer::toString).toList();
  }

  static Tracer tracer(OpenTelemetry openTelemetry) {
    return openTelemetry.getTracer("test");
  }

  private Spans() {}
}
