// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A JSON object of the server. Accessors of subclasses read its fields.
 *
 * @since 0.1.0
 */
public abstract class ServerValue {

  private final Map<String, @Nullable Object> json;

  ServerValue(Map<String, @Nullable Object> json) {
    this.json = Json.immutableMap(json);
  }

  /** Returns all fields that the server sent, also those without an accessor here. */
  public final Map<String, @Nullable Object> json() {
    return json;
  }

  final String text(String field) {
    Object value = json.get(field);
    return value == null ? "" : value.toString();
  }

  final @Nullable String optionalText(String field) {
    Object value = json.get(field);
    return value == null ? null : value.toString();
  }

  final int integer(String field) {
    return (int) count(field);
  }

  final long count(String field) {
    return json.get(field) instanceof Number number ? number.longValue() : 0;
  }

  final Map<String, @Nullable Object> object(String field) {
    return Json.map(json.get(field));
  }

  final Instant time(String field) {
    return time(json, field);
  }

  final @Nullable Instant optionalTime(String field) {
    return optionalTime(json, field);
  }

  static Instant time(Map<String, @Nullable Object> json, String field) {
    Instant time = optionalTime(json, field);
    return time == null ? Instant.EPOCH : time;
  }

  private static @Nullable Instant optionalTime(Map<String, @Nullable Object> json, String field) {
    Object value = json.get(field);
    return value == null || value.equals("") ? null : time(value);
  }

  /** Reads a time as Phoenix writes it. */
  static Instant time(@Nullable Object value) {
    return OffsetDateTime.parse(String.valueOf(value)).toInstant();
  }

  @Override
  // A run and an evaluation with the same fields are two things.
  @SuppressWarnings("EqualsGetClass")
  public final boolean equals(@Nullable Object other) {
    return other != null
        && other.getClass() == getClass()
        && ((ServerValue) other).json.equals(json);
  }

  @Override
  public final int hashCode() {
    return json.hashCode();
  }

  /** Returns the ids and the name; other fields can hold content that is hidden elsewhere. */
  @Override
  public final String toString() {
    return getClass().getSimpleName()
        + json.entrySet().stream()
            .filter(field -> isIdentity(field.getKey()) && field.getValue() instanceof String)
            .map(Object::toString)
            .collect(Collectors.joining(", ", "{", "}"));
  }

  private static boolean isIdentity(String field) {
    return field.equals("id") || field.endsWith("_id") || field.equals("name");
  }
}
