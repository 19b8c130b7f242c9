// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span as Phoenix sends it. Attributes have flat keys, such as {@code
 * llm.input_messages.0.message.content}.
 *
 * @since 0.1.0
 */
public final class PhoenixSpan extends ServerValue implements TimedValue {

  PhoenixSpan(Map<String, @Nullable Object> json) {
    super(json);
  }

  /**
   * Returns a builder for a span to log.
   *
   * @param traceId 32 hexadecimal digits
   * @param spanId 16 hexadecimal digits
   */
  public static Builder builder(String traceId, String spanId, String name) {
    return new Builder(traceId, spanId, name);
  }

  /** Returns a builder with the content of this span. */
  public Builder toBuilder() {
    Builder builder = new Builder(traceId(), spanId(), name());
    builder.json.putAll(json());
    builder.attributes.putAll(attributes());
    builder.events.addAll(events());
    return builder;
  }

  /** Returns the id of the row in Phoenix. Empty for a span that is not on a server. */
  public String id() {
    return text("id");
  }

  /** Returns the name. */
  public String name() {
    return text("name");
  }

  /** Returns the id of the trace, 32 hexadecimal digits. */
  public String traceId() {
    return String.valueOf(object("context").get("trace_id"));
  }

  /** Returns the id of the span, 16 hexadecimal digits. */
  public String spanId() {
    return String.valueOf(object("context").get("span_id"));
  }

  /** Returns the id of the parent, or null for a root. */
  public @Nullable String parentId() {
    return optionalText("parent_id");
  }

  /** Returns the kind, such as {@code LLM}, or {@code UNKNOWN}. */
  public String spanKind() {
    return text("span_kind");
  }

  /** Returns {@code OK}, {@code ERROR} or {@code UNSET}. */
  public String statusCode() {
    return text("status_code");
  }

  /** Returns the message of the status, or an empty text. */
  public String statusMessage() {
    return text("status_message");
  }

  /** Returns the attributes: texts, numbers, booleans and lists of these. */
  public Map<String, @Nullable Object> attributes() {
    return object("attributes");
  }

  /** Returns an attribute, or null. */
  public @Nullable Object attribute(String key) {
    return json().get("attributes") instanceof Map<?, ?> map ? map.get(key) : null;
  }

  /** Returns the events, each with {@code name}, {@code timestamp} and {@code attributes}. */
  public List<Map<String, @Nullable Object>> events() {
    return Json.maps(json().get("events"));
  }

  /**
   * Builds a {@link PhoenixSpan}.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private final Map<String, @Nullable Object> json = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> attributes = new LinkedHashMap<>();
    private final List<Map<String, @Nullable Object>> events = new ArrayList<>();

    private Builder(String traceId, String spanId, String name) {
      json.put("name", requireNonNull(name, "name"));
      ids(traceId, spanId);
      json.put("span_kind", "UNKNOWN");
      json.put("parent_id", null);
      json.put("status_code", "UNSET");
      json.put("status_message", "");
    }

    /**
     * Sets the ids. A copy of a span needs new ids, because a span on a server cannot be changed.
     */
    public Builder ids(String traceId, String spanId) {
      json.put(
          "context",
          Map.of(
              "trace_id", requireNonNull(traceId, "traceId"),
              "span_id", requireNonNull(spanId, "spanId")));
      json.remove("id");
      return this;
    }

    /** Sets the parent, or makes the span a root. */
    public Builder parentId(@Nullable String parentId) {
      json.put("parent_id", parentId);
      return this;
    }

    /** Sets the kind. */
    public Builder kind(OpenInferenceSpanKind kind) {
      json.put("span_kind", kind.name());
      return this;
    }

    Builder kind(String kind) {
      json.put("span_kind", kind);
      return this;
    }

    /** Sets start and end. */
    public Builder time(Instant start, Instant end) {
      json.put("start_time", start.toString());
      json.put("end_time", end.toString());
      return this;
    }

    /**
     * Sets the status.
     *
     * @param code {@code OK}, {@code ERROR} or {@code UNSET}
     */
    public Builder status(String code, String message) {
      json.put("status_code", requireNonNull(code, "code"));
      json.put("status_message", requireNonNull(message, "message"));
      return this;
    }

    /** Sets an attribute. Maps and lists of maps become flat keys. */
    public Builder attribute(String key, @Nullable Object value) {
      FlatAttributes.put(attributes, key, value);
      return this;
    }

    /** Sets attributes. */
    public Builder attributes(Map<String, ?> values) {
      values.forEach(this::attribute);
      return this;
    }

    /** Adds an event. */
    public Builder event(String name, Instant time, Map<String, ?> values) {
      events.add(Json.object("name", name, "timestamp", time.toString(), "attributes", values));
      return this;
    }

    /** Returns the span. */
    public PhoenixSpan build() {
      if (!json.containsKey("start_time")) {
        throw new IllegalStateException("A span needs time(start, end)");
      }
      json.put("attributes", attributes);
      json.put("events", List.copyOf(events));
      return new PhoenixSpan(json);
    }
  }
}
