// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A viewer on a free port for each test, and a client of it. */
abstract class AbstractViewerTest {

  OpenInferenceViewer viewer;
  ViewerClient client;

  @BeforeEach
  void start() {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
  }

  @AfterEach
  void close() {
    viewer.close();
  }
}
