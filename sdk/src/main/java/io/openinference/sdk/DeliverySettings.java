// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import java.time.Duration;

/**
 * Settings of the queue and of the requests.
 *
 * @param maxSpans maximum number of waiting spans, in addition to those of the request being sent
 * @param maxBytes maximum bytes of spans, including the request being sent
 * @param maxBatch maximum number of spans in one request
 * @param delay how long a span waits for further spans
 * @param exportTimeout time limit of an exporter that is not one of ours
 * @param initialBackoffMillis delay after the first failed attempt, in milliseconds
 * @param maxBackoffMillis maximum delay between attempts, in milliseconds
 */
record DeliverySettings(
    int maxSpans,
    long maxBytes,
    int maxBatch,
    Duration delay,
    Duration exportTimeout,
    long initialBackoffMillis,
    long maxBackoffMillis) {

  static final String MAX_BYTES = "openinference.queue.max.bytes";

  private static final long INITIAL_BACKOFF_MILLIS = 1_000;
  private static final long MAX_BACKOFF_MILLIS = 5_000;
  private static final int DEFAULT_MAX_SPANS = 2_048;
  private static final int DEFAULT_MAX_BATCH = 512;
  private static final long DEFAULT_MAX_BYTES = 64L * 1024 * 1024;

  static final DeliverySettings DEFAULT =
      new DeliverySettings(
          DEFAULT_MAX_SPANS,
          defaultMaxBytes(),
          DEFAULT_MAX_BATCH,
          Duration.ofSeconds(5),
          Duration.ofSeconds(30),
          INITIAL_BACKOFF_MILLIS,
          MAX_BACKOFF_MILLIS);

  static DeliverySettings of(ConfigProperties config) {
    Integer maxBytes = new EnvironmentSettings(config).get(MAX_BYTES, SettingTypes.POSITIVE_COUNT);
    return DEFAULT
        .withMaxSpans(config.getInt("otel.bsp.max.queue.size", DEFAULT.maxSpans))
        .withMaxBytes(maxBytes == null ? DEFAULT.maxBytes : maxBytes)
        .withMaxBatch(config.getInt("otel.bsp.max.export.batch.size", DEFAULT.maxBatch))
        .withDelay(config.getDuration("otel.bsp.schedule.delay", DEFAULT.delay))
        .withExportTimeout(config.getDuration("otel.bsp.export.timeout", DEFAULT.exportTimeout));
  }

  /** A batch larger than the queue would never be full. */
  @Override
  public int maxBatch() {
    return Math.min(maxBatch, maxSpans);
  }

  DeliverySettings withMaxSpans(int spans) {
    return with(spans, maxBytes, maxBatch, delay, exportTimeout);
  }

  DeliverySettings withMaxBytes(long bytes) {
    return with(maxSpans, bytes, maxBatch, delay, exportTimeout);
  }

  DeliverySettings withMaxBatch(int spans) {
    return with(maxSpans, maxBytes, spans, delay, exportTimeout);
  }

  DeliverySettings withDelay(Duration newDelay) {
    return with(maxSpans, maxBytes, maxBatch, newDelay, exportTimeout);
  }

  DeliverySettings withExportTimeout(Duration timeout) {
    return with(maxSpans, maxBytes, maxBatch, delay, timeout);
  }

  private DeliverySettings with(
      int spans, long bytes, int batch, Duration newDelay, Duration timeout) {
    return new DeliverySettings(
        spans, bytes, batch, newDelay, timeout, initialBackoffMillis, maxBackoffMillis);
  }

  /** A small heap is left to the application. */
  private static long defaultMaxBytes() {
    return Math.min(DEFAULT_MAX_BYTES, Runtime.getRuntime().maxMemory() / 4);
  }
}
