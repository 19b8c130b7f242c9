// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.LinkedHashMap;
import java.util.Map;

/** The whole set of a span's attributes, as a test writes it down. */
final class ExpectedAttributes {

  /** Returns a map of names and values, given in turns. */
  static Map<String, Object> attributes(Object... namesAndValues) {
    Map<String, Object> attributes = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      Object before = attributes.put((String) namesAndValues[i], namesAndValues[i + 1]);
      if (before != null) {
        throw new IllegalArgumentException("given twice: " + namesAndValues[i]);
      }
    }
    return attributes;
  }

  private ExpectedAttributes() {}
}
