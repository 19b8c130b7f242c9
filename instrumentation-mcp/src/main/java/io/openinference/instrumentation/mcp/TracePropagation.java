// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.ContextAttributes;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.api.baggage.BaggageBuilder;
import io.opentelemetry.api.baggage.propagation.W3CBaggagePropagator;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes the trace into the {@code _meta} of requests and reads it from there. */
final class TracePropagation {

  private static final String TRACEPARENT = "traceparent";
  private static final String SESSION = "session.id";
  private static final String USER = "user.id";

  // Not those of the application: MCP names these fields, whatever the application's HTTP calls
  // send.
  private static final TextMapPropagator TRACE = W3CTraceContextPropagator.getInstance();
  private static final TextMapPropagator BAGGAGE = W3CBaggagePropagator.getInstance();

  private final boolean propagatesBaggage;

  TracePropagation(boolean propagatesBaggage) {
    this.propagatesBaggage = propagatesBaggage;
  }

  /**
   * Returns the metadata of a request with the fields of a context.
   *
   * @param meta the application's own metadata, which win
   * @return null if there is nothing to add
   */
  @Nullable Map<String, Object> inject(Context context, @Nullable Map<?, ?> meta) {
    if (meta != null && meta.containsKey(TRACEPARENT)) {
      return null;
    }
    Map<String, Object> fields = new LinkedHashMap<>();
    TRACE.inject(context, fields, TracePropagation::put);
    if (propagatesBaggage) {
      BAGGAGE.inject(withScopes(context), fields, TracePropagation::put);
    }
    if (fields.isEmpty()) {
      return null;
    }
    if (meta != null) {
      meta.forEach((key, value) -> fields.put(String.valueOf(key), value));
    }
    return fields;
  }

  private static void put(@Nullable Map<String, Object> carrier, String key, String value) {
    if (carrier != null) {
      carrier.put(key, value);
    }
  }

  private static Context withScopes(Context context) {
    ContextAttributes scopes = ContextAttributes.fromContext(context);
    BaggageBuilder baggage = Baggage.fromContext(context).toBuilder();
    if (scopes.sessionId() != null) {
      baggage.put(SESSION, scopes.sessionId());
    }
    if (scopes.userId() != null) {
      baggage.put(USER, scopes.userId());
    }
    return context.with(baggage.build());
  }

  /** Returns the context with what a request's metadata tell of its sender. */
  Context extract(Context context, @Nullable Object meta) {
    if (!(meta instanceof Map<?, ?> fields)) {
      return context;
    }
    Context extracted = TRACE.extract(context, fields, MetaGetter.INSTANCE);
    return propagatesBaggage ? extractBaggage(extracted, fields) : extracted;
  }

  private static Context extractBaggage(Context context, Map<?, ?> fields) {
    Context extracted = BAGGAGE.extract(context, fields, MetaGetter.INSTANCE);
    Baggage baggage = Baggage.fromContext(extracted);
    return extracted.with(
        ContextAttributes.builder()
            .sessionId(baggage.getEntryValue(SESSION))
            .userId(baggage.getEntryValue(USER))
            .build());
  }

  /** Reads the fields that are text. */
  private enum MetaGetter implements TextMapGetter<Map<?, ?>> {
    INSTANCE;

    @Override
    @SuppressWarnings("deprecation") // Older releases of OpenTelemetry call it.
    public Iterable<String> keys(Map<?, ?> carrier) {
      List<String> keys = new ArrayList<>();
      carrier.keySet().forEach(key -> keys.add(String.valueOf(key)));
      return keys;
    }

    @Override
    public @Nullable String get(@Nullable Map<?, ?> carrier, String key) {
      return carrier != null && carrier.get(key) instanceof String text ? text : null;
    }
  }
}
