// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.JsonWriter;
import io.openinference.instrumentation.spi.TelemetryGuard;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a map that is recorded as a JSON object; the JSON text is written at most once and only
 * if needed.
 */
final class JsonObject {

  private static final TelemetryGuard GUARD = TelemetryGuard.named("instrumentation-core");

  private final Map<String, @Nullable Object> members;

  // No lock: a race writes equal texts twice.
  private @Nullable String json;

  private JsonObject(Map<String, @Nullable Object> members) {
    this.members = members;
  }

  /** Returns the object, or null if there is nothing to record. */
  static @Nullable JsonObject copyOf(@Nullable Map<String, ?> members) {
    try {
      return members == null || members.isEmpty() ? null : new JsonObject(copy(members));
    } catch (Throwable t) {
      GUARD.handle("copyMetadata", t);
      return null;
    }
  }

  private static Map<String, @Nullable Object> copy(Map<String, ?> members) {
    // A LinkedHashMap, because members may be null and must keep the caller's order. Copies
    // entry by entry, because a map may be endless or report a wrong size.
    Map<String, @Nullable Object> copy = new LinkedHashMap<>();
    int read = 0;
    for (Map.Entry<String, ?> member : members.entrySet()) {
      copy.put(member.getKey(), member.getValue());
      if (++read == NonNullElements.MAX_ELEMENTS) {
        break;
      }
    }
    return copy;
  }

  /** Returns a map as JSON text, or null if there is no map. */
  static @Nullable String textOf(@Nullable Map<String, ?> members) {
    return members == null ? null : JsonWriter.write(members);
  }

  /** Returns the members of both objects; the inner object wins if both have a member. */
  static @Nullable JsonObject merge(@Nullable JsonObject outer, @Nullable JsonObject inner) {
    if (outer == null || inner == null) {
      return inner == null ? outer : inner;
    }
    Map<String, @Nullable Object> merged = new LinkedHashMap<>(outer.members);
    merged.putAll(inner.members);
    return new JsonObject(merged);
  }

  /** Returns a read-only view of the members; empty if there is no object. */
  static Map<String, @Nullable Object> membersOf(@Nullable JsonObject object) {
    return object == null
        ? Collections.<String, @Nullable Object>emptyMap()
        : Collections.<String, @Nullable Object>unmodifiableMap(object.members);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof JsonObject that && members.equals(that.members);
  }

  @Override
  public int hashCode() {
    return members.hashCode();
  }

  /** Returns the JSON text. */
  String json() {
    String text = json;
    if (text == null) {
      text = JsonWriter.write(members);
      json = text;
    }
    return text;
  }
}
