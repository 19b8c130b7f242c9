// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Attributes whose types or texts nobody expects there. The rules are those of the README. */
class SurprisingValuesTest extends AbstractViewerTest {

  private static final String LIST =
      "{\"arrayValue\":{\"values\":[{\"stringValue\":\"a\"},{\"bytesValue\":\"AP8=\"},"
          + "{\"doubleValue\":\"NaN\"},{\"intValue\":\"9007199254740993\"},{}]}}";
  private static final String MAP =
      "{\"kvlistValue\":{\"values\":[{\"key\":\"x\",\"value\":{\"boolValue\":true}}]}}";

  static Stream<Arguments> values() {
    String llm = "openinference.span.kind=LLM";
    return Stream.of(
        row("input", "[\"a\",\"AP8=\",\"NaN\",9007199254740993,null]", "input.value:" + LIST),
        row("output", "{\"x\":true}", "output.value:" + MAP),
        row("input", "AP8=", "input.value:{\"bytesValue\":\"AP8=\"}"),
        row("input", "7", "input.value:{\"intValue\":\"7\"}"),
        row("session", "{\"x\":true}", "session.id:" + MAP),
        row("tokens", "null", "llm.token_count.total:{\"intValue\":\"4611686018427387904\"}"),
        row("tokens", "12", "llm.token_count.total=12"),
        row("cost", "null", "llm.cost.total:{\"doubleValue\":\"Infinity\"}"),
        row("cost", "null", "llm.cost.total:{\"doubleValue\":1e300}"),
        row("input", "{\"cut", "input.value={\"cut"),
        row(
            "input",
            "the last",
            llm,
            "llm.input_messages.10.message.content=the last",
            "llm.input_messages.9.message.content=the one before"),
        row(
            "input",
            "a million",
            llm,
            "llm.input_messages.1000000.message.content=a million",
            "llm.input_messages.x.message.content=no index"),
        row(
            "input",
            "the text",
            "openinference.span.kind=EMBEDDING",
            "embedding.embeddings.0.embedding.text=the text",
            "input.value={\"input\":[\"the text\"]}"),
        row(
            "output",
            "the best document",
            "openinference.span.kind=RERANKER",
            "reranker.output_documents.0.document.content=the best document"),
        row(
            "output",
            "the first",
            llm,
            "llm.output_messages.1.message.content=the second",
            "llm.output_messages.0.message.content=the first"));
  }

  private static Arguments row(String field, String expected, String... attributes) {
    return arguments(field, expected, List.of(attributes));
  }

  @ParameterizedTest
  @MethodSource("values")
  void listsWhatAPersonCanRead(String field, String expected, List<String> attributes)
      throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p").span(1, 0, "odd", attributes.toArray(String[]::new)).toString());

    JsonNode row = client.get("/api/spans?project=p").path("rows").path(0);
    assertThat(row.path(field).asText()).isEqualTo(expected);
    assertThat(client.send(client.request("/api/spans/1")).statusCode()).isEqualTo(200);
  }

  @Test
  void showsBytesAndListsWholeWhenAPersonAsksForAll() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .span(1, 0, "odd", "blob:{\"bytesValue\":\"AP8=\"}", "list:" + LIST)
            .toString());

    assertThat(client.send(client.request("/api/spans/1/text?key=blob")).body()).isEqualTo("AP8=");
    assertThat(client.send(client.request("/api/spans/1/text?key=list")).body())
        .isEqualTo("[\"a\",\"AP8=\",\"NaN\",9007199254740993,null]");
  }

  @Test
  void readsDataUrisInAnyCase() throws Exception {
    String picture = "DATA:image/PNG;charset=x;Base64,iVBORw0KGgo" + "A".repeat(30_000);
    client.postJson(
        "/v1/traces", OtlpJson.project("p").span(1, 0, "odd", "image.url=" + picture).toString());

    HttpResponse<String> answer = client.send(client.request("/api/spans/1/blob?key=image.url"));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Content-Type")).hasValue("image/png");
    // The page needs the beginning to know that it is a picture.
    assertThat(client.send(client.request("/api/spans/1")).body())
        .contains("\"DATA:image/PNG;charset=x;Base64,\"");
  }

  @Test
  void cutsLongTextsBetweenCharacters() throws Exception {
    String text = "a".repeat(19_999) + "\ud83d\ude00".repeat(9);
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p").span(1, 0, "odd", "input.value=" + text, "session.id=s").toString());

    JsonNode value = null;
    for (JsonNode attribute : client.get("/api/spans/1").path("attributes")) {
      value = attribute.path(0).asText().equals("input.value") ? attribute : value;
    }
    assertThat(value.path(2).asText()).isEqualTo("a".repeat(19_999));
    assertThat(value.path(3).asInt()).isEqualTo(text.length());
    assertThat(client.get("/api/sessions/s").path("turns").path(0).path("input").asText())
        .isEqualTo("a".repeat(19_999));
  }

  @Test
  void replacesWhatIsNoUtf8InJson() throws Exception {
    String request = OtlpJson.project("p").span(1, 0, "caf\u00e9 \ud83d\ude00").toString();
    String halves =
        request.replace("\ud83d\ude00", "\\ud83d-\\ude00").replace("001\",\"name", "002\",\"name");

    assertThat(send(request.replace("\ud83d\ude00", "").getBytes(StandardCharsets.ISO_8859_1)))
        .isEqualTo(200);
    assertThat(send(halves.getBytes(StandardCharsets.UTF_8))).isEqualTo(200);

    assertThat(client.get("/api/spans?project=p").path("rows").findValuesAsText("name"))
        .containsExactlyInAnyOrder("caf\ufffd ", "caf\u00e9 \ufffd-\ufffd");
  }

  private int send(byte[] json) throws Exception {
    return client
        .send(
            client
                .request("/v1/traces")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json)))
        .statusCode();
  }

  @Test
  void rejectsOnlyTheSpansThatCannotBeKept() throws Exception {
    String deep = "{\"arrayValue\":{\"values\":[".repeat(700) + "{}" + "]}}".repeat(700);
    HttpResponse<String> response =
        client.postJson(
            "/v1/traces",
            OtlpJson.project("p")
                .span(1, 0, "sane")
                .span(2, 0, "too long", "text=" + "x".repeat(21_000_000))
                .span(3, 0, "too deep", "list:" + deep)
                .span(4, 0, "too large", "number:{\"intValue\":18446744073709551615}")
                .span(5, 0, "no number", "number:{\"intValue\":\"12x\"}")
                .toString());

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("\"rejectedSpans\":\"4\"");
    assertThat(client.get("/api/spans?project=p").path("rows").findValuesAsText("name"))
        .containsExactly("sane");
  }

  @Test
  void dropsAScoreThatIsNoNumber() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .span(
                1,
                0,
                "evaluated",
                "evaluations.0.evaluation.name=one",
                "evaluations.0.evaluation.score:{\"doubleValue\":\"Infinity\"}",
                "evaluations.0.evaluation.label:" + MAP)
            .toString());

    JsonNode annotation =
        client.get("/api/traces/" + OtlpJson.TRACE).path("spanAnnotations").path(0);
    assertThat(annotation.path("score").isNull()).isTrue();
    assertThat(annotation.path("label").asText()).isEqualTo("{\"x\":true}");
    assertThat(client.get("/api/metrics?project=p").path("scores").path(0).has("mean")).isFalse();
  }
}
