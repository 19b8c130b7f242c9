// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.time.Duration;

/**
 * Configures an {@link OpenInferencePipeline}. The builder reads no system properties and no
 * environment variables, because the host has its own settings.
 *
 * <p>Setters throw an exception that names an invalid value.
 *
 * @since 0.1.0
 */
public final class OpenInferencePipelineBuilder {

  private final SpanExporter exporter;
  private String destination;
  private DeliverySettings settings = DeliverySettings.DEFAULT;

  OpenInferencePipelineBuilder(SpanExporter exporter) {
    this.exporter = exporter;
    this.destination = "The exporter " + exporter.getClass().getSimpleName();
  }

  /**
   * Sets the name of the destination in log lines, such as the URL of the collector.
   *
   * @throws IllegalArgumentException if the name is blank
   */
  public OpenInferencePipelineBuilder destination(String destination) {
    this.destination = SettingTypes.NAME.require("destination", destination);
    return this;
  }

  /**
   * Sets the maximum number of waiting spans; the default is 2,048. If the queue is full, the
   * oldest spans are dropped.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public OpenInferencePipelineBuilder maxQueueSize(int spans) {
    settings = settings.withMaxSpans(requirePositive("maxQueueSize", spans));
    return this;
  }

  /**
   * Sets the maximum number of bytes of spans in memory, including the request being sent. The
   * default is 64 MiB, or a quarter of a heap below 256 MiB. One character counts as one byte.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public OpenInferencePipelineBuilder maxQueueBytes(int bytes) {
    settings = settings.withMaxBytes(requirePositive("maxQueueBytes", bytes));
    return this;
  }

  /**
   * Sets the maximum number of spans in one request; the default is 512.
   *
   * @throws IllegalArgumentException if the number is below 1
   */
  public OpenInferencePipelineBuilder maxExportBatchSize(int spans) {
    settings = settings.withMaxBatch(requirePositive("maxExportBatchSize", spans));
    return this;
  }

  /**
   * Sets how long a span waits for further spans; the default is 5 seconds.
   *
   * @throws IllegalArgumentException if the time is negative
   */
  public OpenInferencePipelineBuilder scheduleDelay(Duration delay) {
    settings = settings.withDelay(requireNotNegative("scheduleDelay", delay));
    return this;
  }

  /**
   * Sets the time limit of the exporter for one request; the default is 30 seconds.
   *
   * @throws IllegalArgumentException if the time is zero or negative
   */
  public OpenInferencePipelineBuilder exportTimeout(Duration timeout) {
    if (timeout.isZero()) {
      throw new IllegalArgumentException("exportTimeout is PT0S but must be more than 0");
    }
    settings = settings.withExportTimeout(requireNotNegative("exportTimeout", timeout));
    return this;
  }

  private static int requirePositive(String name, int number) {
    if (number < 1) {
      throw new IllegalArgumentException(name + " is " + number + " but must be 1 or more");
    }
    return number;
  }

  private static Duration requireNotNegative(String name, Duration duration) {
    if (duration.isNegative()) {
      throw new IllegalArgumentException(name + " is " + duration + " but must be 0 or more");
    }
    return duration;
  }

  /** Builds the pipeline. */
  public OpenInferencePipeline build() {
    return new OpenInferencePipeline(exporter, destination, settings);
  }
}
