// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.genai.GenAiEvent;
import io.openinference.genai.OpenInferenceToGenAi;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Converts spans before they leave: spans of other tracers to OpenInference, and OpenInference
 * spans to {@code gen_ai}. Runs on the thread that sends, so that no application thread waits.
 */
final class GenAiConversion {

  static final String ENABLE = "openinference.enable.genai.semconv";
  static final String OLDER_NAMES = "openinference.genai.older.names";
  static final String CONVERT = "openinference.convert.genai.spans";

  static final GenAiConversion NONE = new GenAiConversion(null, null);

  private static final TelemetryGuard GUARD = TelemetryGuard.named("SDK");

  private final @Nullable OpenInferenceToGenAi toGenAi;
  private final @Nullable ForeignSpans foreignSpans;

  private GenAiConversion(
      @Nullable OpenInferenceToGenAi toGenAi, @Nullable ForeignSpans foreignSpans) {
    this.toGenAi = toGenAi;
    this.foreignSpans = foreignSpans;
  }

  static GenAiConversion of(ConfigProperties config) {
    EnvironmentSettings settings = new EnvironmentSettings(config);
    String name = settings.text(Backend.PROPERTY);
    Backend backend = name == null ? null : Backend.find(name);
    boolean readsOnlyGenAi = backend != null && backend.readsOnlyGenAi();
    OpenInferenceToGenAi toGenAi =
        isOn(settings, ENABLE, readsOnlyGenAi)
            ? OpenInferenceToGenAi.create()
                .withOlderNames(isOn(settings, OLDER_NAMES, readsOnlyGenAi))
            : null;
    return new GenAiConversion(
        toGenAi,
        isOn(settings, CONVERT, /* otherwise= */ false)
            ? new ForeignSpans(TraceConfig.fromEnvironment())
            : null);
  }

  /**
   * Tells whether spans of other tracers become OpenInference spans. {@link #of} warns of a bad
   * value.
   */
  static boolean convertsForeignSpans(ConfigProperties config) {
    return isOn(new EnvironmentSettings(config::getString, complaint -> {}), CONVERT, false);
  }

  private static boolean isOn(EnvironmentSettings settings, String property, boolean otherwise) {
    String set = settings.get(property, SettingTypes.BOOLEAN);
    return set == null ? otherwise : set.equals("true");
  }

  /** Returns a conversion that hides content of other tracers according to the configuration. */
  GenAiConversion withTraceConfig(@Nullable TraceConfig config) {
    return config == null || foreignSpans == null
        ? this
        : new GenAiConversion(toGenAi, new ForeignSpans(config));
  }

  SpanData apply(SpanData span) {
    SpanData converted =
        foreignSpans == null ? EmittedMessages.takenOff(span) : foreignSpans.convert(span);
    if (toGenAi != null) {
      try {
        converted = addGenAi(converted, toGenAi);
      } catch (Throwable fault) {
        GUARD.handle("conversion to gen_ai", fault);
      }
    }
    return converted;
  }

  private static SpanData addGenAi(SpanData span, OpenInferenceToGenAi toGenAi) {
    Attributes attributes = span.getAttributes();
    if (attributes.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND) == null) {
      return span;
    }
    Attributes genAi = toGenAi.convert(attributes);
    List<EventData> events = new ArrayList<>(span.getEvents());
    for (GenAiEvent event : toGenAi.events(attributes)) {
      boolean isThere =
          events.stream()
              .anyMatch(
                  other ->
                      other.getName().equals(event.name())
                          && other.getAttributes().equals(event.attributes()));
      if (!isThere) {
        events.add(EventData.create(span.getEndEpochNanos(), event.name(), event.attributes()));
      }
    }
    return genAi.isEmpty() && events.size() == span.getEvents().size()
        ? span
        : new ConvertedSpanData(
            span, attributes.toBuilder().putAll(genAi).build(), events, span.getStatus());
  }
}
