// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.util.Objects.requireNonNull;

import io.openinference.semconv.OpenInferenceAttributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A span that an {@link OtlpReceiver} received over OTLP.
 *
 * <p>Attribute values are String, Boolean, Long, Double, {@code byte[]}, List or Map of these.
 *
 * @since 0.1.0
 */
public final class ReceivedSpan {

  private final Map<String, Object> resourceAttributes;
  private final String scopeName;
  private final String traceId;
  private final String spanId;
  private final String parentSpanId;
  private final String name;
  private final SpanKind kind;
  private final Map<String, Object> attributes;
  private final List<Event> events;
  private final List<Link> links;
  private final StatusCode status;
  private final String statusDescription;
  private final long startEpochNanos;
  private final long endEpochNanos;

  private ReceivedSpan(Builder builder) {
    this.resourceAttributes = builder.resourceAttributes;
    this.scopeName = builder.scopeName;
    this.traceId = builder.traceId;
    this.spanId = builder.spanId;
    this.parentSpanId = builder.parentSpanId;
    this.name = builder.name;
    this.kind = builder.kind;
    this.attributes = builder.attributes;
    this.events = builder.events;
    this.links = builder.links;
    this.status = builder.status;
    this.statusDescription = builder.statusDescription;
    this.startEpochNanos = builder.startEpochNanos;
    this.endEpochNanos = builder.endEpochNanos;
  }

  /** Returns a builder of an empty span, for tests of code that reads received spans. */
  public static Builder builder() {
    return new Builder();
  }

  /** Returns the attributes of the span's resource. */
  public Map<String, Object> resourceAttributes() {
    return resourceAttributes;
  }

  /** Returns the name of the instrumentation scope. */
  public String scopeName() {
    return scopeName;
  }

  /** Returns the identifier of the trace, 32 hexadecimal digits. */
  public String traceId() {
    return traceId;
  }

  /** Returns the identifier of the span, 16 hexadecimal digits. */
  public String spanId() {
    return spanId;
  }

  /** Returns the identifier of the parent, 16 hexadecimal digits, or an empty text for a root. */
  public String parentSpanId() {
    return parentSpanId;
  }

  /** Returns the name of the span. */
  public String name() {
    return name;
  }

  /** Returns OpenTelemetry's span kind, which differs from the OpenInference kind. */
  public SpanKind kind() {
    return kind;
  }

  /** Returns the attributes by name. */
  public Map<String, Object> attributes() {
    return attributes;
  }

  /** Returns the events in the order they were recorded. */
  public List<Event> events() {
    return events;
  }

  /** Returns the links to other spans. */
  public List<Link> links() {
    return links;
  }

  /** Returns the status code. */
  public StatusCode status() {
    return status;
  }

  /** Returns the description of the status, or an empty text. */
  public String statusDescription() {
    return statusDescription;
  }

  /** Returns the start in nanoseconds since 1970. */
  public long startEpochNanos() {
    return startEpochNanos;
  }

  /** Returns the end in nanoseconds since 1970. */
  public long endEpochNanos() {
    return endEpochNanos;
  }

  /** Returns the OpenInference kind, such as {@code LLM}, or {@code UNKNOWN} if there is none. */
  public String openInferenceKind() {
    Object kind = attributes.get(OpenInferenceAttributes.OPENINFERENCE_SPAN_KIND.getKey());
    return kind instanceof String value ? value : TraceTree.UNKNOWN_KIND;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ReceivedSpan that && state().equals(that.state());
  }

  @Override
  public int hashCode() {
    return state().hashCode();
  }

  private List<Object> state() {
    return List.of(
        resourceAttributes,
        scopeName,
        traceId,
        spanId,
        parentSpanId,
        name,
        kind,
        attributes,
        events,
        links,
        status,
        statusDescription,
        startEpochNanos,
        endEpochNanos);
  }

  @Override
  public String toString() {
    return "ReceivedSpan{"
        + openInferenceKind()
        + ' '
        + name
        + ", "
        + status
        + ", attributes="
        + attributes
        + ", events="
        + events
        + '}';
  }

  /**
   * Builds a {@link ReceivedSpan}; texts, lists and maps are empty by default.
   *
   * @since 0.1.0
   */
  public static final class Builder {

    private Map<String, Object> resourceAttributes = Map.of();
    private String scopeName = "";
    private String traceId = "";
    private String spanId = "";
    private String parentSpanId = "";
    private String name = "";
    private SpanKind kind = SpanKind.INTERNAL;
    private Map<String, Object> attributes = Map.of();
    private List<Event> events = List.of();
    private List<Link> links = List.of();
    private StatusCode status = StatusCode.UNSET;
    private String statusDescription = "";
    private long startEpochNanos;
    private long endEpochNanos;

    private Builder() {}

    /** Sets the attributes of the span's resource. */
    public Builder resourceAttributes(Map<String, Object> resourceAttributes) {
      this.resourceAttributes =
          Collections.unmodifiableMap(new LinkedHashMap<>(resourceAttributes));
      return this;
    }

    /** Sets the name of the instrumentation scope. */
    public Builder scopeName(String scopeName) {
      this.scopeName = requireNonNull(scopeName, "scopeName");
      return this;
    }

    /** Sets the identifier of the trace, 32 hexadecimal digits. */
    public Builder traceId(String traceId) {
      this.traceId = requireNonNull(traceId, "traceId");
      return this;
    }

    /** Sets the identifier of the span, 16 hexadecimal digits. */
    public Builder spanId(String spanId) {
      this.spanId = requireNonNull(spanId, "spanId");
      return this;
    }

    /** Sets the identifier of the parent, 16 hexadecimal digits, or an empty text for a root. */
    public Builder parentSpanId(String parentSpanId) {
      this.parentSpanId = requireNonNull(parentSpanId, "parentSpanId");
      return this;
    }

    /** Sets the name of the span. */
    public Builder name(String name) {
      this.name = requireNonNull(name, "name");
      return this;
    }

    /** Sets OpenTelemetry's span kind, which differs from the OpenInference kind. */
    public Builder kind(SpanKind kind) {
      this.kind = requireNonNull(kind, "kind");
      return this;
    }

    /** Sets the attributes by name. */
    public Builder attributes(Map<String, Object> attributes) {
      this.attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
      return this;
    }

    /** Sets the events in the order they were recorded. */
    public Builder events(List<Event> events) {
      this.events = List.copyOf(events);
      return this;
    }

    /** Sets the links to other spans. */
    public Builder links(List<Link> links) {
      this.links = List.copyOf(links);
      return this;
    }

    /** Sets the status code. */
    public Builder status(StatusCode status) {
      this.status = requireNonNull(status, "status");
      return this;
    }

    /** Sets the description of the status, or an empty text. */
    public Builder statusDescription(String statusDescription) {
      this.statusDescription = requireNonNull(statusDescription, "statusDescription");
      return this;
    }

    /** Sets the start in nanoseconds since 1970. */
    public Builder startEpochNanos(long startEpochNanos) {
      this.startEpochNanos = startEpochNanos;
      return this;
    }

    /** Sets the end in nanoseconds since 1970. */
    public Builder endEpochNanos(long endEpochNanos) {
      this.endEpochNanos = endEpochNanos;
      return this;
    }

    /** Returns the span. */
    public ReceivedSpan build() {
      return new ReceivedSpan(this);
    }
  }

  /**
   * An event of a span.
   *
   * @since 0.1.0
   */
  public static final class Event {

    private final String name;
    private final long epochNanos;
    private final Map<String, Object> attributes;

    Event(String name, long epochNanos, Map<String, Object> attributes) {
      this.name = name;
      this.epochNanos = epochNanos;
      this.attributes = attributes;
    }

    /** Returns the name of the event. */
    public String name() {
      return name;
    }

    /** Returns the time in nanoseconds since 1970. */
    public long epochNanos() {
      return epochNanos;
    }

    /** Returns the attributes by name. */
    public Map<String, Object> attributes() {
      return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Event that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
      return state().hashCode();
    }

    private List<Object> state() {
      return List.of(name, epochNanos, attributes);
    }

    @Override
    public String toString() {
      return "Event{" + name + ' ' + attributes + '}';
    }
  }

  /**
   * A link to another span.
   *
   * @since 0.1.0
   */
  public static final class Link {

    private final String traceId;
    private final String spanId;
    private final Map<String, Object> attributes;

    Link(String traceId, String spanId, Map<String, Object> attributes) {
      this.traceId = traceId;
      this.spanId = spanId;
      this.attributes = attributes;
    }

    /** Returns the identifier of the trace, 32 hexadecimal digits. */
    public String traceId() {
      return traceId;
    }

    /** Returns the identifier of the span, 16 hexadecimal digits. */
    public String spanId() {
      return spanId;
    }

    /** Returns the attributes by name. */
    public Map<String, Object> attributes() {
      return attributes;
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Link that && state().equals(that.state());
    }

    @Override
    public int hashCode() {
      return state().hashCode();
    }

    private List<Object> state() {
      return List.of(traceId, spanId, attributes);
    }

    @Override
    public String toString() {
      return "Link{" + spanId + ' ' + attributes + '}';
    }
  }
}
