// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.genai.GenAiEvent;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.logs.LogRecordProcessor;
import io.opentelemetry.sdk.logs.ReadWriteLogRecord;
import io.opentelemetry.sdk.logs.data.LogRecordData;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Gives a {@code gen_ai} span the messages that its tracer emits as log records, as OpenTelemetry's
 * Java agent does. The log records stay as they are.
 *
 * <p>A message waits on its span as one attribute, {@code gen_ai.log_record.7}, whose {@link
 * HeldMessage key} holds the content. So the span's limit of attributes, and the bounds of the
 * queue, hold for messages as well, and exporters of the application see no content. The conversion
 * reads these attributes; all exporters of ours take them off the span.
 */
final class EmittedMessages implements LogRecordProcessor {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private static final String VALUE = "held for the conversion";
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

  /** True once a span holds a message, so that a process without messages looks for none. */
  private static volatile boolean holdsMessages;

  /** OpenTelemetry before 1.50 has no names of events. */
  private volatile boolean hasEventNames = true;

  @Override
  public void onEmit(Context context, ReadWriteLogRecord logRecord) {
    // An exception of a log record processor reaches the application.
    try {
      Span span = Span.fromContext(context);
      if (span.isRecording() && span instanceof ReadableSpan readable && isForeign(readable)) {
        add(span, logRecord.toLogRecordData());
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

  private void add(Span span, LogRecordData logRecord) {
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
    // Without this content, the attributes of the event have the names that they have on a span.
    HeldMessage message =
        content == null
            ? new HeldMessage(NEXT.getAndIncrement(), null, ofGenAi(logRecord.getAttributes()))
            : new HeldMessage(NEXT.getAndIncrement(), name, Attributes.of(CONTENT, content));
    holdsMessages = true;
    span.setAttribute(message, VALUE);
  }

  private static Attributes ofGenAi(Attributes attributes) {
    return attributes.toBuilder().removeIf(key -> !key.getKey().startsWith("gen_ai.")).build();
  }

  private @Nullable String name(LogRecordData logRecord) {
    String attribute = logRecord.getAttributes().get(EVENT_NAME);
    return attribute == null && hasEventNames ? eventName(logRecord) : attribute;
  }

  private @Nullable String eventName(LogRecordData logRecord) {
    try {
      return logRecord.getEventName();
    } catch (LinkageError older) {
      hasEventNames = false;
      return null;
    }
  }

  /** Returns the messages that a span holds, in the order in which they were emitted. */
  static List<GenAiEvent> of(SpanData span) {
    return held(span).stream()
        .filter(message -> message.event() != null)
        .map(message -> new GenAiEvent(String.valueOf(message.event()), message.attributes()))
        .toList();
  }

  private static List<HeldMessage> held(SpanData span) {
    if (!holdsMessages) {
      return List.of();
    }
    List<HeldMessage> held = new ArrayList<>();
    span.getAttributes()
        .forEach(
            (key, value) -> {
              if (key instanceof HeldMessage message) {
                held.add(message);
              }
            });
    held.sort(Comparator.comparingLong(HeldMessage::number));
    return held;
  }

  /** Returns a span without the messages that it holds. */
  static SpanData takenOff(SpanData span) {
    return held(span).isEmpty() ? span : with(span, withoutHeld(span.getAttributes()).build());
  }

  /** Returns a span that has the attributes of its messages, in place of the messages. */
  static SpanData unfolded(SpanData span) {
    List<HeldMessage> held = held(span);
    if (held.isEmpty()) {
      return span;
    }
    AttributesBuilder attributes = Attributes.builder();
    for (HeldMessage message : held) {
      if (message.event() == null) {
        attributes.putAll(message.attributes());
      }
    }
    // The attributes of the span win.
    return with(span, attributes.putAll(withoutHeld(span.getAttributes()).build()).build());
  }

  private static AttributesBuilder withoutHeld(Attributes attributes) {
    return attributes.toBuilder().removeIf(HeldMessage.class::isInstance);
  }

  private static SpanData with(SpanData span, Attributes attributes) {
    return new ConvertedSpanData(span, attributes, span.getEvents(), span.getStatus());
  }

  @Override
  public String toString() {
    return "EmittedMessages{}";
  }
}
