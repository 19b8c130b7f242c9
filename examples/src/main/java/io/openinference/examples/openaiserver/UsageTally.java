// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** Sums up what was billed, by path. */
final class UsageTally {

  private final Map<String, Usage> byPath = new ConcurrentHashMap<>();

  void add(String path, Usage usage) {
    byPath.merge(path, usage, Usage::plus);
  }

  Map<String, Usage> byPath() {
    return new TreeMap<>(byPath);
  }
}
