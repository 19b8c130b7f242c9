// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Detects calls of {@code end()} on a span that has already ended.
 *
 * <p>The SDK ignores such a call and tells no span processor. It only writes a log record of level
 * FINE, on the thread of the caller.
 */
final class RepeatedEndWatch extends Handler {

  // A strong reference, because the log manager holds loggers weakly and would lose level and
  // handler.
  private static final Logger SPAN_LOGGER = Logger.getLogger("io.opentelemetry.sdk.trace.SdkSpan");

  private final AwaitableList<Throwable> callers = new AwaitableList<>();
  private @Nullable Level levelBefore;

  void start() {
    callers.clear();
    levelBefore = SPAN_LOGGER.getLevel();
    SPAN_LOGGER.setLevel(Level.FINE);
    SPAN_LOGGER.addHandler(this);
  }

  void stop() {
    SPAN_LOGGER.removeHandler(this);
    SPAN_LOGGER.setLevel(levelBefore);
  }

  void requireNone() {
    List<Throwable> seen = callers.snapshot();
    if (!seen.isEmpty()) {
      throw new AssertionError(
          "end() was called " + seen.size() + " time(s) on a span that had already ended",
          seen.get(0));
    }
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getMessage().startsWith("Calling end()")) {
      callers.add(new Throwable("end() was called again here"));
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {}
}
