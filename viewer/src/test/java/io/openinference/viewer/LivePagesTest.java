// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The pages of datasets, and running spans, in a real browser. */
class LivePagesTest extends AbstractBrowserTest {

  @Test
  void makesADatasetOfSelectedSpans() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("shelf")
            .span(1, 0, "one", "input.value=<img src=x onerror=alert(1)>", "output.value=answer")
            .span(2, 1, "two", "input.value=second")
            .toString());
    browser.open(viewer.url() + "/p/shelf?tab=spans");
    browser.await("document.querySelectorAll('.lr:not(.lh)').length === 2");
    browser.evaluate("document.querySelectorAll('.c-pick input').forEach(box => box.click())");
    browser.awaitText("2 selected");
    browser.type(".addto input", "hard ones");
    browser.click("button", "Add to dataset");
    browser.awaitText("<img src=x onerror=alert(1)>");
    browser.await("document.querySelectorAll('.example').length === 2");
    assertThat(browser.text(".head")).contains("hard ones", "JSON Lines", "CSV");
    browser.open(viewer.url() + "/datasets");
    browser.awaitText("2 examples");
    // The address that Phoenix's client prints for the experiments of "Dataset:1".
    browser.open(viewer.url() + "/datasets/RGF0YXNldDox/compare?experimentId=RXhwZXJpbWVudDox");
    browser.await("document.querySelectorAll('.example').length === 2");
  }

  @Test
  void showsARunningSpanUntilItEnds() throws Exception {
    String started = OtlpJson.project("tracks").span(1, 0, "long haul").toString();
    client.postJson("/api/running", started);
    browser.open(viewer.url() + "/t/" + OtlpJson.TRACE);
    browser.awaitText("The span is running");
    client.postJson("/v1/traces", started);
    browser.await("!document.body.innerText.includes('running')");
    assertThat(browser.text(".head")).contains("OK");
  }
}
