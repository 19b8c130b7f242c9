// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.evaluate;

import java.util.LinkedHashMap;
import java.util.Map;

/** Questions of customers, with the answers that a person corrected. */
final class Questions {

  static final Map<String, String> ALL = new LinkedHashMap<>();

  static {
    ALL.put("Where is my order 1042, and can I still return the shoes?", "30 days");
    ALL.put("When do I get my refund?", "5 days");
    ALL.put("When does an order that was sent arrive?", "2 to 4 days");
    ALL.put("Are soles that break replaced?", "2 years");
    ALL.put("Do your boots run small?", "one size more");
  }

  private Questions() {}
}
