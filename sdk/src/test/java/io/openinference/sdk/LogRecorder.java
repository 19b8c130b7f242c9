// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the SDK logs at WARNING. */
final class LogRecorder extends Handler implements AutoCloseable {

  // A strong reference, because the log manager keeps a weak one.
  private final Logger logger = Logger.getLogger("io.openinference");
  private final List<String> warnings = new CopyOnWriteArrayList<>();

  LogRecorder() {
    logger.addHandler(this);
  }

  List<String> warnings() {
    return warnings;
  }

  @Override
  public void publish(LogRecord record) {
    if (record.getLevel().intValue() >= Level.WARNING.intValue()) {
      warnings.add(record.getMessage());
    }
  }

  @Override
  public void flush() {}

  @Override
  public void close() {
    logger.removeHandler(this);
  }
}
