// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.testing.contract.Door;
import org.junit.jupiter.api.BeforeEach;

/** A test that opens the door of the run before each of its methods. */
abstract class RunDoorTest extends ApplicationTest {

  @BeforeEach
  void openDoor() {
    open(Door.ofRun());
  }
}
