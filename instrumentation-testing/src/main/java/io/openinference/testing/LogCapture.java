// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

/**
 * Collects the records of one {@code java.util.logging} logger and keeps them off the console,
 * until it is closed.
 *
 * <pre>{@code
 * try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
 *   application.run();
 *   assertThat(log.messages()).isEmpty();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class LogCapture extends Handler implements AutoCloseable {

  private final Logger logger;
  private final List<LogRecord> records = new CopyOnWriteArrayList<>();

  /** Starts to collect the records of the logger that has the name of the class. */
  public static LogCapture of(Class<?> type) {
    return of(type.getName());
  }

  /** Starts to collect the records of the named logger and of the loggers below it. */
  public static LogCapture of(String name) {
    LogCapture capture = new LogCapture(Logger.getLogger(name));
    capture.logger.addHandler(capture);
    capture.logger.setUseParentHandlers(false);
    return capture;
  }

  private LogCapture(Logger logger) {
    this.logger = logger;
  }

  /** Returns the records collected so far, oldest first. */
  public List<LogRecord> records() {
    return List.copyOf(records);
  }

  /** Returns the messages of the records collected so far, oldest first. */
  public List<String> messages() {
    return records.stream().map(LogRecord::getMessage).toList();
  }

  @Override
  public void publish(LogRecord record) {
    records.add(record);
  }

  @Override
  public void flush() {}

  /** Lets the logger write to the console again. */
  @Override
  public void close() {
    logger.removeHandler(this);
    logger.setUseParentHandlers(true);
  }
}
