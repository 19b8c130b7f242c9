// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The result of a soak. */
final class SoakResult {

  private static final double MAX_HEAP_RATIO = 1.05;

  private final Map<String, String> facts = new LinkedHashMap<>();
  private final List<Bound> bounds = new ArrayList<>();

  void fact(String name, String value) {
    facts.put(name, value);
  }

  void fact(String name, long value) {
    fact(name, String.format(Locale.ROOT, "%,d", value));
  }

  /**
   * Compares the spans that ended with those that arrived.
   *
   * @param told spans that the SDK told to be lost
   */
  void account(Ledger ledger, SpanCount count, long told) {
    fact("traced calls", ledger.calls());
    fact("spans started", count.started());
    fact("spans received", ledger.arrivedSpans());
    fact("spans told to be lost", told);
    double lost = (double) count.ended() - ledger.arrivedSpans();
    bounds.add(new Bound("lost spans", lost, 0));
    bounds.add(new Bound("spans neither taken nor told to be lost", lost - told, 0));
    bounds.add(new Bound("spans that a call did not make", (double) ledger.missing(), 0));
    bounds.add(new Bound("duplicated spans", (double) ledger.duplicates(), 0));
    bounds.add(new Bound("spans that no call was to make", (double) ledger.surplus(), 0));
    bounds.add(new Bound("unended spans", count.open(), 0));
    bounds.add(new Bound("spans with a wrong parent", (double) ledger.wrongParents(), 0));
    bounds.add(new Bound("spans in a wrong project", (double) ledger.wrongProjects(), 0));
  }

  void heap(long startBytes, long endBytes) {
    fact("heap after collection at the start, bytes", startBytes);
    fact("heap after collection at the end, bytes", endBytes);
    bounds.add(
        new Bound(
            "heap at the end, of that at the start",
            (double) endBytes / startBytes,
            MAX_HEAP_RATIO));
  }

  void bound(String name, double reached, double most) {
    bounds.add(new Bound(name, reached, most));
  }

  Map<String, String> facts() {
    return facts;
  }

  List<Bound> bounds() {
    return bounds;
  }

  boolean holds() {
    return bounds.stream().allMatch(Bound::holds);
  }
}
