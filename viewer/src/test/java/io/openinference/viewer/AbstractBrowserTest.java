// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Opens pages in a real browser. */
abstract class AbstractBrowserTest {

  static final String TRACE = OtlpJson.TRACE;
  static final String OTHER = "f".repeat(32);

  static Chromium browser;

  OpenInferenceViewer viewer;
  ViewerClient client;

  @BeforeAll
  static void startBrowser() throws Exception {
    assumeTrue(
        Chromium.find().isPresent(),
        "There is no Chromium on this machine. Install it, or name it in CHROMIUM.");
    browser = Chromium.start();
  }

  @AfterAll
  static void closeBrowser() throws Exception {
    if (browser != null) {
      browser.close();
    }
  }

  @BeforeEach
  void start() throws Exception {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
    browser.window(1280, 800, "light");
    browser.problems().clear();
  }

  @AfterEach
  void close() throws Exception {
    // Nothing of a trace may run, load or break the page.
    assertThat(browser.problems()).isEmpty();
    browser.open("about:blank#");
    viewer.close();
  }
}
