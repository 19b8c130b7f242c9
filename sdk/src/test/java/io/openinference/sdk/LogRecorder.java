// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/** Keeps what the SDK logs at WARNING. */
final class LogRecorder extends Handler implements AutoCloseable {

  // A strong reference, because the log manager keeps a weak one.
  private final Logger logger = Logger.getLogger("io.openinference");
  private final List<String> warnings = new CopyOnWriteArrayList<>();
  private final List<String> messages = new CopyOnWriteArrayList<>();

  LogRecorder() {
    logger.addHandler(this);
  }

  List<String> warnings() {
    return warnings;
  }

  /** Returns warnings and what is told beside them. */
  List<String> messages() {
    return messages;
  }

  /** Waits for a message that starts like this. */
  String await(String start) throws InterruptedException {
    for (int i = 0; i < 1_000; i++) {
      for (String message : messages) {
        if (message.startsWith(start)) {
          return message;
        }
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
    throw new AssertionError("No message starts with \"" + start + "\": " + messages);
  }

  @Override
  public void publish(LogRecord record) {
    messages.add(record.getMessage());
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
