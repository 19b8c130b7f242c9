// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.gemini;

import io.openinference.instrumentation.api.ContentBudget;
import io.openinference.instrumentation.api.stream.LatestFields;
import io.openinference.instrumentation.api.wire.WireObject;
import java.util.Map;

/**
 * A text or a thought that grows, with its signature. The signature may arrive alone at the end.
 */
final class PartialText {

  static final String SIGNATURE = "thoughtSignature";

  private static final String TEXT = "text";
  private static final String THOUGHT = "thought";

  private final ContentBudget budget;
  private final boolean isThought;
  private final StringBuilder text = new StringBuilder();
  private final LatestFields fields;

  PartialText(ContentBudget budget, WireObject first) {
    this.budget = budget;
    this.isThought = isThought(first);
    this.fields = new LatestFields(budget);
  }

  private static boolean isThought(WireObject part) {
    return Boolean.TRUE.equals(part.get(THOUGHT));
  }

  /** A signature ends its part. Text after the signature belongs to the next part. */
  boolean continuesWith(WireObject part) {
    return isThought(part) == isThought && (!fields.has(SIGNATURE) || part.text(TEXT) == null);
  }

  void add(WireObject part) {
    String piece = part.string(TEXT);
    budget.append(piece == null ? "" : piece, text);
    fields.putAll(part, TEXT);
  }

  Map<String, Object> toMap() {
    Map<String, Object> map = fields.toMap();
    map.put(TEXT, text.toString());
    return map;
  }
}
