// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/** The spans of one request and the maximum size of the request in bytes. */
final class ExportRequest {

  private final List<SpanData> spans = new ArrayList<>();

  /** Compared by identity, because the encoder groups by identity. */
  private final IdentityHashMap<Resource, Set<InstrumentationScopeInfo>> groups =
      new IdentityHashMap<>();

  private long bytes;

  /** Adds the span unless the request would exceed the size; the first span always fits. */
  boolean add(SpanData span, long spanBytes, long maxBytes) {
    long bytesWithSpan = bytes + spanBytes + newGroupBytes(span);
    if (bytesWithSpan > maxBytes && !spans.isEmpty()) {
      return false;
    }
    bytes = bytesWithSpan;
    spans.add(span);
    groups
        .computeIfAbsent(
            span.getResource(), resource -> Collections.newSetFromMap(new IdentityHashMap<>()))
        .add(span.getInstrumentationScopeInfo());
    return true;
  }

  private long newGroupBytes(SpanData span) {
    Set<InstrumentationScopeInfo> scopes = groups.get(span.getResource());
    if (scopes == null) {
      return SpanSize.of(span.getResource()) + SpanSize.of(span.getInstrumentationScopeInfo());
    }
    return scopes.contains(span.getInstrumentationScopeInfo())
        ? 0
        : SpanSize.of(span.getInstrumentationScopeInfo());
  }

  long bytes() {
    return bytes;
  }

  List<SpanData> spans() {
    return spans;
  }
}
