// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.testing.OtlpReceiver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A receiver for the spans of each test, and a record of what the test logs. */
abstract class AbstractReceiverTest {

  final LogRecorder log = new LogRecorder();
  OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
  }

  @AfterEach
  void stop() {
    receiver.close();
    log.close();
  }
}
