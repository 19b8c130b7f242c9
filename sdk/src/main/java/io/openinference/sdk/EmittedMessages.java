// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.genai.GenAiEvent;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code gen_ai} span the messages that its tracer emits as log records, as OpenTelemetry's
 * Java agent does. The log records stay as they are.
 *
 * <p>A message waits on its span as one attribute, {@code gen_ai.log_record.7.gen_ai.user.message}.
 * The conversion reads these attributes and takes them off the span. So the span's own limits, and
 * the bounds of the queue, hold for them as well.
 */
final class EmittedMessages implements LogRecordProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private static final String PREFIX = "gen_ai.log_record.";
  private static final AttributeKey<String> EVENT_NAME = AttributeKey.stringKey("event.name");
  private static final AttributeKey<String> CONTENT =
      AttributeKey.stringKey("gen_ai.event.content");

  /** Attributes that tracers set when a span starts. One of them makes it a {@code gen_ai} span. */
  private static final List<AttributeKey<String>> MARKS =
      List.of(
          AttributeKey.stringKey("gen_ai.operation.name"),
          AttributeKey.stringKey("gen_ai.provider.name"),
          AttributeKey.stringKey("gen_ai.system"),
          AttributeKey.stringKey("gen_ai.request.model"));

  /** Orders the messages of all spans, so that no span needs a counter. */
  private static final AtomicLong NEXT = new AtomicLong();

  @Override
  public void onEmit(Context context, ReadWriteLogRecord logRecord) {
    // An exception of a log record processor reaches the application.
    try {
      Span span = Span.fromContext(context);
      if (span.isRecording() && span instanceof ReadableSpan readable && isForeign(readable)) {
        add(span, readable, logRecord.toLogRecordData());
      }
    } catch (Throwable fault) {
      GUARD.handle("messages of a log record", fault);
    }
  }

  /** The span above a suppressed call is another one, such as that of a server. */
  private static boolean isForeign(ReadableSpan span) {
    return span.getAttribute(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND) == null
        && MARKS.stream().anyMatch(mark -> span.getAttribute(mark) != null);
  }

  private static void add(Span span, ReadableSpan readable, LogRecordData logRecord) {
    String name = name(logRecord);
    if (name == null || !name.startsWith("gen_ai.")) {
      return;
    }
    GenAiEvent event =
        GenAiEvent.ofLogRecord(name, logRecord.getAttributes(), logRecord.getBodyValue());
    if (!event.hasContent()) {
      return;
    }
    String content = event.attributes().get(CONTENT);
    if (content != null) {
      span.setAttribute(PREFIX + NEXT.getAndIncrement() + '.' + name, content);
    } else {
      // The attributes of this event have the names that they have on a span.
      logRecord.getAttributes().forEach((key, value) -> copy(span, readable, key, value));
    }
  }

  private static @Nullable String name(LogRecordData logRecord) {
    String attribute = logRecord.getAttributes().get(EVENT_NAME);
    return attribute == null ? logRecord.getEventName() : attribute;
  }

  @SuppressWarnings("unchecked") // Attributes hold keys with values of their type.
  private static <T> void copy(
      Span span, ReadableSpan readable, AttributeKey<T> key, Object value) {
    if (key.getKey().startsWith("gen_ai.") && readable.getAttribute(key) == null) {
      span.setAttribute(key, (T) value);
    }
  }

  /** Returns the messages that a span holds, in the order in which they were emitted. */
  static List<GenAiEvent> of(SpanData span) {
    Map<Long, GenAiEvent> messages = new TreeMap<>();
    span.getAttributes()
        .forEach(
            (key, value) -> {
              if (isOfLogRecord(key)) {
                int end = key.getKey().indexOf('.', PREFIX.length());
                messages.put(
                    Long.parseLong(key.getKey(), PREFIX.length(), end, 10),
                    new GenAiEvent(
                        key.getKey().substring(end + 1), Attributes.of(CONTENT, (String) value)));
              }
            });
    return new ArrayList<>(messages.values());
  }

  /** Returns a span without the messages that it holds. */
  static SpanData takenOff(SpanData span) {
    Attributes attributes =
        span.getAttributes().toBuilder().removeIf(EmittedMessages::isOfLogRecord).build();
    return new ConvertedSpanData(span, attributes, span.getEvents(), span.getStatus());
  }

  private static boolean isOfLogRecord(AttributeKey<?> key) {
    return key.getKey().startsWith(PREFIX);
  }

  @Override
  public String toString() {
    return "EmittedMessages{}";
  }
}
