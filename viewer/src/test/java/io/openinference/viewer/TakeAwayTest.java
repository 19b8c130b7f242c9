// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TakeAwayTest {

  private static OpenInferenceViewer viewer;
  private static ViewerClient client;

  @BeforeAll
  static void start() throws Exception {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .span(
                1, 0, "answer", "openinference.span.kind=CHAIN", "input.value=caf\u00e9 </script>")
            .span(
                2,
                1,
                "chat",
                "openinference.span.kind=LLM",
                "llm.token_count.total:{\"intValue\":\"135\"}")
            .toString());
  }

  @AfterAll
  static void close() {
    viewer.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"export.otlp.json", "export.jsonl"})
  void givesATraceThatAnotherViewerReads(String file) throws Exception {
    HttpResponse<String> exported =
        client.send(client.request("/api/traces/" + OtlpJson.TRACE + "/" + file));
    assertThat(exported.headers().firstValue("Content-Disposition").orElse(""))
        .startsWith("attachment; filename=\"trace-01234567.");

    try (OpenInferenceViewer other = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient reader = new ViewerClient(other.url());
      HttpResponse<String> imported = reader.postJson("/api/import", exported.body());
      assertThat(imported.body()).contains("\"spans\":2", "\"added\":2", OtlpJson.TRACE);
      assertThat(reader.get("/api/traces/" + OtlpJson.TRACE + "/export.otlp.json"))
          .isEqualTo(client.get("/api/traces/" + OtlpJson.TRACE + "/export.otlp.json"));
      assertThat(reader.get("/api/projects").findValuesAsText("name")).containsExactly("p");
    }
  }

  @Test
  void saysWhatIsWrongWithAFile() throws Exception {
    assertThat(client.postJson("/api/import", "no json").statusCode()).isEqualTo(400);
    assertThat(client.postJson("/api/import", "{}").body()).contains("The file has no spans.");
  }

  @Test
  void answersPhoenixsClientInItsShapes() throws Exception {
    assertThat(client.send(client.request("/arize_phoenix_version")).body()).isEqualTo("20.26.0");
    JsonNode projects = client.get("/v1/projects");
    assertThat(projects.path("data").path(0).path("name").asText()).isEqualTo("p");
    assertThat(projects.path("next_cursor").isNull()).isTrue();

    JsonNode span =
        client
            .get("/v1/projects/p/spans?span_kind=LLM&attribute=llm.token_count.total:135")
            .path("data")
            .path(0);
    assertThat(span.path("name").asText()).isEqualTo("chat");
    assertThat(span.path("context").path("span_id").asText()).isEqualTo(OtlpJson.id(2));
    assertThat(span.path("parent_id").asText()).isEqualTo(OtlpJson.id(1));
    assertThat(span.path("attributes").path("llm.token_count.total").asInt()).isEqualTo(135);

    String annotation =
        "{\"data\":[{\"span_id\":\"%s\",\"name\":\"quality\",\"annotator_kind\":\"LLM\",\"result\":{\"label\":\"good\",\"score\":0.9}}]}";
    HttpResponse<String> known =
        client.postJson("/v1/span_annotations?sync=true", annotation.formatted(OtlpJson.id(2)));
    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(
            client
                .postJson("/v1/span_annotations?sync=true", annotation.formatted(OtlpJson.id(99)))
                .statusCode())
        .isEqualTo(404);
    JsonNode read =
        client
            .get("/v1/projects/p/span_annotations?span_ids=" + OtlpJson.id(2))
            .path("data")
            .path(0);
    assertThat(read.path("result").path("score").asDouble()).isEqualTo(0.9);
    assertThat(read.path("id").asText()).isNotEmpty();

    HttpResponse<String> table =
        client.postJson(
            "/v1/spans?project_name=p",
            "{\"queries\":[{\"select\":{\"name\":{\"key\":\"name\"}},\"filter\":{\"condition\":\"span_kind"
                + " == 'LLM'\"}}]}");
    assertThat(table.headers().firstValue("Content-Type").orElse("")).startsWith("multipart/mixed");
    assertThat(table.body())
        .contains("\"1_name\":\"chat\"")
        .doesNotContain("\"1_name\":\"answer\"");
    assertThat(client.send(client.request("/v1/prompts")).statusCode()).isEqualTo(404);
  }

  @Test
  void deletesATraceWithItsAnnotations() throws Exception {
    String trace = "d".repeat(32);
    client.postJson(
        "/v1/traces",
        OtlpJson.project("gone")
            .raw(trace, 50, 0, "x", 1_700_000_000_000_000_000L, 1_700_000_000_000_000_001L)
            .toString());
    client.postJson(
        "/api/annotations",
        "{\"target\":\"trace\",\"targetId\":\""
            + trace
            + "\",\"name\":\"note\",\"explanation\":\"n\"}");

    HttpResponse<String> deleted =
        client.send(
            client.request("/api/traces/" + trace).method("DELETE", BodyPublishers.noBody()));

    assertThat(deleted.body()).isEqualTo("{\"deleted\":1}");
    assertThat(client.send(client.request("/api/traces/" + trace)).statusCode()).isEqualTo(404);
    assertThat(client.get("/api/traces?project=gone").path("rows")).isEmpty();
  }
}
