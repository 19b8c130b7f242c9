// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fails a test in which telemetry work failed: the guard keeps such faults, scopes closed on the
 * wrong thread among them, from the caller and thus from the test.
 */
final class FaultWatch implements BeforeEachCallback, AfterEachCallback {

  private LogCapture log;

  @Override
  public void beforeEach(ExtensionContext context) {
    log = LogCapture.of(TelemetryGuard.class);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    log.close();
    assertThat(log.records())
        .as("faults of telemetry work")
        .extracting(record -> record.getMessage() + ": " + record.getThrown())
        .isEmpty();
  }
}
