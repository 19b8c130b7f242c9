// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Counts lost spans by kind and prints one line for each kind. The line is printed a little after
 * the first loss of a kind, so that a short-lived program prints the total. A second line is
 * printed at the end if more spans were lost since the first one.
 */
final class LossReport {

  private static final long DELAY_NANOS = TimeUnit.SECONDS.toNanos(2);
  private static final int MAX_KINDS = 16;
  private static final String OTHER_KINDS = "other reasons.";

  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<String, Loss> losses = new LinkedHashMap<>();

  @GuardedBy("lock")
  private long total;

  /** Counts lost spans. The kind is a sentence that says why they were lost. */
  void add(long spans, String kind) {
    synchronized (lock) {
      total += spans;
      boolean isNew = !losses.containsKey(kind) && losses.size() >= MAX_KINDS;
      losses.computeIfAbsent(isNew ? OTHER_KINDS : kind, newKind -> new Loss(System.nanoTime()))
              .spans +=
          spans;
    }
  }

  long total() {
    synchronized (lock) {
      return total;
    }
  }

  /** Returns the nanoseconds until the next line is due, or {@link Long#MAX_VALUE} if none is. */
  long nanosUntilDue() {
    synchronized (lock) {
      long now = System.nanoTime();
      return losses.values().stream()
          .filter(loss -> loss.printed == 0)
          .mapToLong(loss -> Math.max(0, loss.firstNanos + DELAY_NANOS - now))
          .min()
          .orElse(Long.MAX_VALUE);
    }
  }

  void printDue() {
    print(false);
  }

  void printAll() {
    print(true);
  }

  private void print(boolean isEnd) {
    List<String> lines = new ArrayList<>();
    synchronized (lock) {
      long now = System.nanoTime();
      losses.forEach(
          (kind, loss) -> {
            boolean isDue = loss.printed == 0 && now - loss.firstNanos >= DELAY_NANOS;
            if (isDue || (isEnd && loss.spans > loss.printed)) {
              loss.printed = loss.spans;
              lines.add(line(loss.spans, kind, isEnd));
            }
          });
    }
    lines.forEach(DeliveryLog::warn);
  }

  private static String line(long spans, String kind, boolean isEnd) {
    return "OpenInference lost "
        + spans
        + (spans == 1 ? " span" : " spans")
        + (isEnd ? ": " : " so far: ")
        + LossKind.of(spans, kind);
  }

  private static final class Loss {
    private final long firstNanos;
    private long spans;
    private long printed;

    Loss(long firstNanos) {
      this.firstNanos = firstNanos;
    }
  }
}
