// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import org.junit.jupiter.api.Test;

class RunningSpansTest {

  @Test
  void showsASpanUntilItEnds() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      String root = OtlpJson.project("p").span(1, 0, "root").toString();
      assertThat(client.postJson("/api/running", root).statusCode()).isEqualTo(204);
      client.postJson("/api/running", OtlpJson.project("p").span(2, 1, "child").toString());
      JsonNode page = client.get("/api/traces?project=p");
      assertThat(page.path("rows")).isEmpty();
      assertThat(page.path("running").findValuesAsText("name")).containsExactly("root");
      assertThat(running(client)).containsExactly("root true", "child true");

      client.postJson("/v1/traces", OtlpJson.project("p").span(2, 1, "child").toString());
      assertThat(running(client)).containsExactly("child false", "root true");

      client.postJson("/v1/traces", root);
      assertThat(running(client)).containsExactlyInAnyOrder("child false", "root false");
      assertThat(client.get("/api/traces?project=p").path("running")).isEmpty();
    }
  }

  private static java.util.List<String> running(ViewerClient client) throws Exception {
    java.util.List<String> spans = new java.util.ArrayList<>();
    client
        .get("/api/traces/" + OtlpJson.TRACE)
        .path("spans")
        .forEach(
            span -> spans.add(span.path("name").asText() + " " + span.path("running").asText()));
    return spans;
  }
}
