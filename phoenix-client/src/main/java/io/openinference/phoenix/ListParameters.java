// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The query parameters of a list, and what the server must be able to do for them. */
final class ListParameters {

  private static final int PAGE = 100;

  private final Map<String, List<String>> values = new LinkedHashMap<>();
  private final Set<ServerFeature> features = EnumSet.noneOf(ServerFeature.class);

  ListParameters copy() {
    ListParameters copy = new ListParameters();
    values.forEach((name, list) -> copy.values.put(name, List.copyOf(list)));
    copy.features.addAll(features);
    return copy;
  }

  void require(ServerFeature feature) {
    features.add(feature);
  }

  /** Sets the one value of a parameter. */
  void set(String name, String value) {
    values.put(name, new ArrayList<>(List.of(value)));
  }

  /** Adds a value to a parameter. */
  void add(String name, String value) {
    values.computeIfAbsent(name, each -> new ArrayList<>()).add(requireNonNull(value, name));
  }

  /** Lists in an order. */
  void sort(String field, boolean isDescending) {
    set("sort", field);
    set("order", isDescending ? "desc" : "asc");
  }

  /**
   * Returns the parts of something that has an id in the path.
   *
   * @param idOf returns the id; may send a request
   */
  <T> Paged<T> list(
      Transport transport,
      String template,
      Supplier<String> idOf,
      Function<Map<String, @Nullable Object>, T> reader) {
    features.forEach(transport::require);
    String id = idOf.get();
    return new Paged<>(
        transport,
        cursor -> {
          ApiRequest request = ApiRequest.get(template, id);
          values.forEach(request::queries);
          return request.query("limit", PAGE).query("cursor", cursor);
        },
        reader);
  }
}
