// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReferenceArray;

/** The expected and the arrived spans of each call, in memory that never grows. */
final class Ledger {

  private static final int MAX_SPANS_PER_CALL = 5;
  private static final int UNFORESEEN = -1;

  private final AtomicInteger calls = new AtomicInteger();
  private final AtomicIntegerArray expected;
  private final AtomicIntegerArray arrived;
  // The span of a service and the parent that the spans below it name; written by one request of
  // the collector each, compared at the end.
  private final long[] services;
  private final long[] belowServices;
  private final IdSet spanIds;
  private final AtomicLong duplicates = new AtomicLong();
  private final AtomicLong wrongParents = new AtomicLong();
  private final AtomicLong wrongProjects = new AtomicLong();
  private final AtomicLong strangers = new AtomicLong();
  private final AtomicReferenceArray<Scenario> scenarios;

  Ledger(int maxCalls) {
    expected = new AtomicIntegerArray(maxCalls);
    arrived = new AtomicIntegerArray(maxCalls);
    scenarios = new AtomicReferenceArray<>(maxCalls);
    services = new long[maxCalls];
    belowServices = new long[maxCalls];
    spanIds = new IdSet(maxCalls * MAX_SPANS_PER_CALL);
  }

  /** Returns the number of a new call. */
  int begin(Scenario scenario) {
    int call = calls.getAndIncrement();
    scenarios.set(call, scenario);
    expected.set(call, scenario.spans());
    return call;
  }

  /** Forgets how many spans a call is to make, because it ended in a way that nobody foresaw. */
  void forget(int call) {
    expected.set(call, UNFORESEEN);
  }

  /** Books a span that the collector has accepted. */
  void book(ArrivedSpan span) {
    if (!spanIds.add(span.spanId())) {
      duplicates.incrementAndGet();
      return;
    }
    CallMark mark = CallMark.find(span.input());
    if (mark == null) {
      strangers.incrementAndGet();
      return;
    }
    arrived.incrementAndGet(mark.call());
    if (!mark.project().equals(span.project())) {
      wrongProjects.incrementAndGet();
    }
    if (span.spanId().equals(mark.callerSpanId())) {
      check(span.parentSpanId().isEmpty());
    } else if (span.kind().equals("AGENT")) {
      check(span.parentSpanId().equals(mark.callerSpanId()));
      services[mark.call()] = Long.parseUnsignedLong(span.spanId(), 16);
    } else if (scenarios.get(mark.call()) == Scenario.LANGCHAIN4J_SERVICE) {
      bookBelowService(mark.call(), span);
    } else {
      check(span.parentSpanId().equals(mark.callerSpanId()));
    }
  }

  private synchronized void bookBelowService(int call, ArrivedSpan span) {
    boolean hasParent = !span.parentSpanId().isEmpty();
    long parent = hasParent ? Long.parseUnsignedLong(span.parentSpanId(), 16) : 0;
    check(hasParent && (belowServices[call] == 0 || belowServices[call] == parent));
    belowServices[call] = parent;
  }

  private void check(boolean rightParent) {
    if (!rightParent) {
      wrongParents.incrementAndGet();
    }
  }

  int calls() {
    return calls.get();
  }

  int arrivedSpans() {
    return spanIds.size();
  }

  /** Returns how many spans calls were to make and have not arrived. */
  long missing() {
    long missing = 0;
    for (int call = 0; call < calls(); call++) {
      missing += Math.max(0, expected.get(call) - arrived.get(call));
    }
    return missing;
  }

  /** Returns how many spans arrived twice. */
  long duplicates() {
    return duplicates.get();
  }

  /** Returns how many spans no call was to make. */
  long surplus() {
    long more = strangers.get();
    for (int call = 0; call < calls(); call++) {
      more += isForeseen(call) ? Math.max(0, arrived.get(call) - expected.get(call)) : 0;
    }
    return more;
  }

  private boolean isForeseen(int call) {
    return expected.get(call) != UNFORESEEN;
  }

  long wrongParents() {
    long wrong = wrongParents.get();
    for (int call = 0; call < calls(); call++) {
      if (services[call] != 0
          && belowServices[call] != 0
          && services[call] != belowServices[call]) {
        wrong++;
      }
    }
    return wrong;
  }

  long wrongProjects() {
    return wrongProjects.get();
  }

  /** Returns the scenarios of which spans are missing or too many, with how many calls. */
  String differences() {
    Map<Scenario, Integer> wrong = new EnumMap<>(Scenario.class);
    for (int call = 0; call < calls(); call++) {
      if (isForeseen(call) && expected.get(call) != arrived.get(call)) {
        wrong.merge(scenarios.get(call), 1, Integer::sum);
      }
    }
    return wrong.isEmpty() ? "" : "Calls with other spans than expected: " + wrong + "\n";
  }
}
