// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.google.protobuf.InvalidProtocolBufferException;
import io.openinference.testing.ReceivedRequest;
import io.opentelemetry.proto.collector.trace.v1.ExportTraceServiceRequest;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.resource.v1.Resource;
import io.opentelemetry.proto.trace.v1.ResourceSpans;
import io.opentelemetry.proto.trace.v1.ScopeSpans;
import io.opentelemetry.proto.trace.v1.Span;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** The parts of spans, with the bytes in each. */
final class Places {

  private final Haystack all;
  private final List<Place> places = new ArrayList<>();

  private Places(List<ReceivedRequest> requests) {
    all = new Haystack(Application.bytes(requests));
  }

  static Places of(List<ReceivedRequest> requests) {
    Places places = new Places(requests);
    for (ReceivedRequest request : requests) {
      for (ResourceSpans resource : body(request).getResourceSpansList()) {
        places.add(resource.getResource());
        for (ScopeSpans scope : resource.getScopeSpansList()) {
          scope.getSpansList().forEach(places::add);
        }
      }
    }
    return places;
  }

  private static ExportTraceServiceRequest body(ReceivedRequest request) {
    try {
      return ExportTraceServiceRequest.parseFrom(request.body());
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }

  private void add(Resource resource) {
    resource.getAttributesList().forEach(attribute -> add("resource", attribute));
  }

  private void add(Span span) {
    places.add(new Place("name", bytes(span.getNameBytes().toByteArray())));
    places.add(new Place("status", bytes(span.getStatus().toByteArray())));
    span.getAttributesList().forEach(attribute -> add(list(attribute.getKey()), attribute));
    for (Span.Event event : span.getEventsList()) {
      places.add(new Place("event", bytes(event.getNameBytes().toByteArray())));
      event.getAttributesList().forEach(attribute -> add(attribute.getKey(), attribute));
    }
  }

  private void add(String name, KeyValue attribute) {
    places.add(new Place(name, bytes(attribute.getValue().toByteArray())));
  }

  /** Returns the key of an attribute up to the first index. */
  private static String list(String key) {
    return key.replaceFirst("\\.\\d+\\..*", ".*");
  }

  private static Haystack bytes(byte[] bytes) {
    return new Haystack(new String(bytes, ISO_8859_1));
  }

  /** Returns where a needle is. */
  Set<String> of(Needle needle) {
    Set<String> found = new TreeSet<>();
    List<String> forms = needle.forms().stream().filter(all::contains).toList();
    for (Place place : places) {
      if (forms.stream().anyMatch(place.bytes()::contains)) {
        found.add(place.name());
      }
    }
    return found;
  }

  private record Place(String name, Haystack bytes) {}
}
