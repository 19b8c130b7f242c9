// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Attributes that we hide and Python does not.
 *
 * @param why the reason, which the README of this module explains
 * @param settings the settings, of which each is enough
 * @param keys the keys; {@code *} stands for any characters
 * @param exceptions those of these keys that are kept
 * @param values the names of the values, all if there are none
 * @param outcome what we record
 * @since 0.1.0
 */
public record MaskingDifference(
    String why,
    List<String> settings,
    List<String> keys,
    List<String> exceptions,
    List<String> values,
    Outcome outcome) {

  static MaskingDifference of(JsonNode difference) {
    return new MaskingDifference(
        difference.get("why").textValue(),
        texts(difference.get("settings")),
        texts(difference.get("keys")),
        texts(difference.path("except")),
        texts(difference.path("values")),
        Outcome.of(difference.get("recorded")));
  }

  private static List<String> texts(JsonNode array) {
    return VectorFiles.elements(array).stream().map(JsonNode::textValue).toList();
  }

  /** Whether the difference is about a value of a key. */
  public boolean covers(String key, String valueName) {
    return (values.isEmpty() || values.contains(valueName)) && covers(key);
  }

  private boolean covers(String key) {
    return keys.stream().anyMatch(pattern -> matches(pattern, key))
        && exceptions.stream().noneMatch(pattern -> matches(pattern, key));
  }

  /** Whether a pattern with {@code *} for any characters is that of a key. */
  public static boolean matches(String pattern, String key) {
    return Pattern.matches(Pattern.quote(pattern).replace("*", "\\E.*\\Q"), key);
  }
}
