// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Events, links and exceptions take attributes, which are masked like those of the span. */
class EventsAndLinksTest {

  private static final AttributeKey<String> INPUT = AttributeKey.stringKey("input.value");
  private static final AttributeKey<String> MESSAGE =
      AttributeKey.stringKey("llm.input_messages.0.message.content");
  private static final AttributeKey<Long> ATTEMPT = AttributeKey.longKey("acme.attempt");

  private static final Attributes GIVEN =
      Attributes.of(INPUT, "secret", MESSAGE, "secret", ATTEMPT, 2L);
  private static final Attributes MASKED = Attributes.of(INPUT, "__REDACTED__", ATTEMPT, 2L);

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @RegisterExtension final FaultWatch faults = new FaultWatch();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final OpenInferenceTracer masking =
      OpenInferenceTracer.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().hideInputs(true).build())
          .build();

  @Test
  void eventsHaveAttributesAndATime() {
    Instant time = Instant.ofEpochSecond(1_000, 5);

    tracer.chain("step").run(span -> span.addEvent("retry", GIVEN).addEvent("past", GIVEN, time));

    assertThat(telemetry.trace().root().getEvents())
        .extracting(EventData::getName, EventData::getAttributes)
        .containsExactly(tuple("retry", GIVEN), tuple("past", GIVEN));
    assertThat(telemetry.trace().root().getEvents().get(1).getEpochNanos())
        .isEqualTo(TimeUnit.SECONDS.toNanos(1_000) + 5);
  }

  @Test
  void linksHaveAttributes() {
    SpanContext target = target();

    tracer.chain("step").addLink(target, GIVEN).run(span -> span.addLink(target, GIVEN));

    assertThat(telemetry.trace().root().getLinks())
        .containsExactly(LinkData.create(target, GIVEN), LinkData.create(target, GIVEN));
  }

  @Test
  void linksOfAStartedSpanNeedNoAttributes() {
    SpanContext target = target();

    tracer.chain("step").run(span -> span.addLink(target));

    assertThat(telemetry.trace().root().getLinks()).containsExactly(LinkData.create(target));
  }

  @Test
  void hiddenContentDoesNotLeaveByEventsAndLinks() {
    SpanContext target = target();

    masking
        .chain("step")
        .addLink(target, GIVEN)
        .run(
            span ->
                span.addLink(target, GIVEN)
                    .addEvent("retry", GIVEN)
                    .recordException(new IllegalStateException("secret"), GIVEN));

    SpanData span = telemetry.trace().root();
    assertThat(span.getLinks()).extracting(LinkData::getAttributes).containsOnly(MASKED);
    assertThat(span.getEvents().get(0).getAttributes()).isEqualTo(MASKED);
    assertThat(span.getEvents().get(1).getAttributes())
        .isEqualTo(
            MASKED.toBuilder().put("exception.type", "java.lang.IllegalStateException").build());
    assertThat(span.toString()).doesNotContain("secret");
  }

  @Test
  void attributesOfAnExceptionAddToItsOwn() {
    tracer
        .chain("step")
        .run(
            span ->
                span.recordException(new IllegalStateException("no"), Attributes.of(ATTEMPT, 2L)));

    assertThat(telemetry.trace().root().getEvents().get(0).getAttributes().asMap())
        .containsEntry(ATTEMPT, 2L)
        .containsEntry(AttributeKey.stringKey("exception.message"), "no")
        .containsKey(AttributeKey.stringKey("exception.stacktrace"));
  }

  private SpanContext target() {
    SpanContext target = tracer.chain("target").call(span -> span.spanContext());
    telemetry.clear();
    return target;
  }
}
