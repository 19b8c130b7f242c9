// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

/**
 * The places where OpenTelemetry calls code of the application, which may fail.
 *
 * @since 0.1.0
 */
public enum TelemetryPlace {
  /** {@code Sampler.shouldSample} */
  SAMPLER,
  /** {@code SpanProcessor.onStart} */
  PROCESSOR_START,
  /** {@code SpanProcessor.onEnd} */
  PROCESSOR_END,
  /** {@code SpanExporter.export} */
  EXPORTER
}
