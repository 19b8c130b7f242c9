// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import java.util.EnumSet;
import java.util.Set;
import java.util.logging.Logger;

/** Tells once per reason that spans are kept or lost. */
final class DropLog {

  private static final Logger LOGGER = Logger.getLogger(OpenInferenceSdk.class.getName());

  private final RedeliverySettings settings;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Set<Reason> logged = EnumSet.noneOf(Reason.class);

  DropLog(RedeliverySettings settings) {
    this.settings = settings;
  }

  void warnOfHolding() {
    warnOnce(
        Reason.HOLDING,
        "The collector does not take spans now. Up to "
            + settings.maxSpans()
            + " spans (OTEL_BSP_MAX_QUEUE_SIZE) and "
            + settings.maxBytes() / (1024 * 1024)
            + " MiB are kept and sent when it does.");
  }

  void warnOfLoss(int spans, Reason reason) {
    warnOnce(reason, "Lost " + spans + " span(s): " + reason.text);
  }

  private void warnOnce(Reason reason, String message) {
    synchronized (lock) {
      if (!logged.add(reason)) {
        return;
      }
    }
    if (reason == Reason.SHUTDOWN && !hasHandler()) {
      // java.util.logging closes its handlers while the JVM shuts down, often before us.
      System.err.println("WARNING: OpenInference: " + message);
    } else {
      LOGGER.warning(message + " This is logged once.");
    }
  }

  private static boolean hasHandler() {
    for (Logger logger = LOGGER; logger != null; logger = logger.getParent()) {
      if (logger.getHandlers().length > 0) {
        return true;
      }
    }
    return false;
  }

  /** Why something is logged. */
  enum Reason {
    HOLDING(""),
    FULL("the collector has been away for too long, and the oldest spans make room for new ones."),
    TOO_LARGE("one alone is larger than the collector takes."),
    REFUSED("the collector refuses them; the message of the exporter tells why."),
    SHUTDOWN("the collector did not take them before shutdown.");

    private final String text;

    Reason(String text) {
      this.text = text;
    }
  }
}
