// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import java.util.List;

/** A span with other attributes, events and status. */
final class ConvertedSpanData extends DelegatingSpanData {

  private final Attributes attributes;
  private final List<EventData> events;
  private final StatusData status;
  private final int lostAttributes;
  private final int lostEvents;

  ConvertedSpanData(
      SpanData delegate, Attributes attributes, List<EventData> events, StatusData status) {
    super(delegate);
    this.attributes = attributes;
    this.events = List.copyOf(events);
    this.status = status;
    this.lostAttributes = delegate.getTotalAttributeCount() - delegate.getAttributes().size();
    this.lostEvents = delegate.getTotalRecordedEvents() - delegate.getEvents().size();
  }

  @Override
  public Attributes getAttributes() {
    return attributes;
  }

  @Override
  public int getTotalAttributeCount() {
    return attributes.size() + lostAttributes;
  }

  @Override
  public List<EventData> getEvents() {
    return events;
  }

  @Override
  public int getTotalRecordedEvents() {
    return events.size() + lostEvents;
  }

  @Override
  public StatusData getStatus() {
    return status;
  }
}
