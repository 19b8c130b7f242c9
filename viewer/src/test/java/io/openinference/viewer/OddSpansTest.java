// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.google.protobuf.CodedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Spans as they really come. The rules are those of the README. */
class OddSpansTest extends AbstractViewerTest {

  @ParameterizedTest
  @CsvSource({
    // start, end, bits of Oddities
    "0, 0, 5",
    "0, 1700000000000000000, 1",
    "1700000000000000000, 0, 4",
    "1700000000000000000, 1600000000000000000, 8",
    "4000000000000000000, 4000000001000000000, 2",
    "18446744073709551615, 18446744073709551615, 2",
    "1700000000000000000, 4000000000000000000, 128",
    // Milliseconds where nanoseconds are meant.
    "1600000000000, 1600000000005, 64",
    "1600000000000, 1700000000000000000, 64"
  })
  void keepsSpansWithWrongTimesAndListsThemByArrival(String start, String end, int oddities)
      throws Exception {
    long begin = System.currentTimeMillis();
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .raw(
                OtlpJson.TRACE,
                1,
                0,
                "odd",
                Long.parseUnsignedLong(start),
                Long.parseUnsignedLong(end))
            .toString());

    JsonNode span = client.get("/api/spans?project=p").path("rows").path(0);
    assertThat(span.path("oddities").asInt()).isEqualTo(oddities);
    assertThat(span.path("latency").asDouble()).isBetween(0.0, 1000.0);
    boolean plausible = start.startsWith("17");
    long listed = Long.parseLong(span.path("start").asText()) / 1_000_000;
    assertThat(listed)
        .isBetween(plausible ? 1700000000000L : begin, plausible ? 1700000000000L : begin + 60_000);
    JsonNode detail = client.get("/api/spans/" + span.path("id").asText());
    assertThat(detail.path("start").asText()).isEqualTo(start);
    assertThat(detail.path("end").asText()).isEqualTo(end);
  }

  @Test
  void showsTheRootWhenItComesLast() throws Exception {
    client.postJson("/v1/traces", OtlpJson.project("p").span(2, 1, "child").toString());
    JsonNode before = client.get("/api/traces?project=p").path("rows").path(0);
    client.postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "root").toString());
    JsonNode after = client.get("/api/traces?project=p").path("rows").path(0);

    assertThat(before.path("name").asText()).isEqualTo("child");
    assertThat(before.path("rootMissing").asBoolean()).isTrue();
    assertThat(after.path("name").asText()).isEqualTo("root");
    assertThat(after.path("rootMissing").asBoolean()).isFalse();
  }

  @Test
  void listsTheTextsOfTheFirstSpanBelowARootThatHasNone() throws Exception {
    long now = System.currentTimeMillis() * 1_000_000;
    String[] order = {"inner", "request", "outer"};
    int[] ids = {3, 1, 2};
    for (int i = 0; i < order.length; i++) {
      String[] texts =
          order[i].equals("request")
              ? new String[0]
              : new String[] {"input.value=in " + order[i], "output.value=out " + order[i]};
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .raw(OtlpJson.TRACE, ids[i], ids[i] - 1, order[i], now + ids[i], now + 9, texts)
              .toString());
    }
    JsonNode below = client.get("/api/traces?project=p").path("rows").path(0);
    assertThat(below.path("name").asText()).isEqualTo("request");
    assertThat(below.path("input").asText()).isEqualTo("in outer");
    assertThat(below.path("output").asText()).isEqualTo("out outer");

    String root = OtlpJson.project("p").span(4, 0, "later root", "input.value=own").toString();
    client.postJson("/v1/traces", root);
    JsonNode own = client.get("/api/traces?project=p").path("rows").path(0);
    assertThat(own.path("name").asText()).isEqualTo("request");
    assertThat(own.path("input").asText()).isEqualTo("own");
  }

  @Test
  void countsTheLatenciesOfTheNewestDayWithTraces() throws Exception {
    long old = 1_700_000_000_000_000_000L;
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .raw(OtlpJson.TRACE, 1, 0, "old", old, old + 1_000_000_000)
            .toString());

    assertThat(client.get("/api/projects").path(0).path("p50").asDouble()).isBetween(950.0, 1050.0);
  }

  @Test
  void listsATraceInEachOfItsProjects() throws Exception {
    client.postJson("/v1/traces", OtlpJson.project("one").span(1, 0, "root").toString());
    client.postJson("/v1/traces", OtlpJson.project("two").span(2, 1, "child").toString());

    assertThat(client.get("/api/traces?project=one").path("rows").path(0).path("spans").asInt())
        .isEqualTo(1);
    assertThat(client.get("/api/traces?project=two").path("rows")).hasSize(1);
    assertThat(
            client.get("/api/traces/" + OtlpJson.TRACE).path("spans").findValuesAsText("project"))
        .containsExactly("one", "two");
  }

  @Test
  void keepsValuesOfAllTypes() throws Exception {
    client.postJson(
        "/v1/traces",
        OtlpJson.project("p")
            .span(
                1,
                0,
                "values",
                "big:{\"intValue\":\"9223372036854775807\"}",
                "nan:{\"doubleValue\":\"NaN\"}",
                "infinite:{\"doubleValue\":\"-Infinity\"}",
                "bytes:{\"bytesValue\":\"AQID\"}",
                "empty:{\"arrayValue\":{}}",
                "map:{\"kvlistValue\":{\"values\":[{\"key\":\"deep\",\"value\":{\"intValue\":\"9007199254740993\"}}]}}",
                "least:{\"kvlistValue\":{\"values\":[{\"key\":\"deep\",\"value\":{\"intValue\":\"-9223372036854775808\"}}]}}",
                "nothing:{}",
                "leaf=text",
                "leaf.branch=more",
                "nul=a\u0000b")
            .toString());

    Map<String, String> values = new HashMap<>();
    for (JsonNode attribute : client.get("/api/spans/1").path("attributes")) {
      values.put(attribute.path(0).asText(), attribute.path(1).asText() + attribute.path(2));
    }
    assertThat(values)
        .containsEntry("big", "i\"9223372036854775807\"")
        .containsEntry("nan", "d\"NaN\"")
        .containsEntry("infinite", "d\"-Infinity\"")
        .containsEntry("bytes", "x\"AQID\"")
        .containsEntry("empty", "l[]")
        .containsEntry("map", "m{\"deep\":\"9007199254740993\"}")
        .containsEntry("least", "m{\"deep\":\"-9223372036854775808\"}")
        .containsEntry("nothing", "nnull")
        .containsEntry("leaf", "s\"text\"")
        .containsEntry("leaf.branch", "s\"more\"")
        .containsEntry("nul", "s\"a\\u0000b\"")
        .hasSize(11);
    JsonNode otlp = client.get("/api/spans/1/otlp");
    client.postJson("/v1/traces", otlp.toString());
    assertThat(client.get("/api/traces/" + OtlpJson.TRACE).path("spans"))
        .as("what was exported is the same span")
        .hasSize(1);
  }

  @Test
  void replacesBytesThatAreNoUtf8() throws Exception {
    byte[] name = "caf\u00e9 ok".getBytes(StandardCharsets.ISO_8859_1);
    byte[] span =
        message(
            out -> {
              out.writeByteArray(1, HexFormat.of().parseHex(OtlpJson.TRACE));
              out.writeByteArray(2, HexFormat.of().parseHex(OtlpJson.id(1)));
              out.writeByteArray(5, name);
              out.writeFixed64(7, 1_700_000_000_000_000_000L);
              out.writeFixed64(8, 1_700_000_001_000_000_000L);
            });
    byte[] broken = message(out -> out.writeByteArray(11, new byte[] {10, 99}));
    byte[] scope =
        message(
            out -> {
              out.writeByteArray(2, span);
              out.writeByteArray(2, broken);
            });
    byte[] request =
        message(out -> out.writeByteArray(1, message(in -> in.writeByteArray(2, scope))));

    var response =
        client.send(
            client
                .request("/v1/traces")
                .header("Content-Type", "application/x-protobuf")
                .POST(BodyPublishers.ofByteArray(request)));

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body()).contains("a span cannot be read");
    assertThat(client.get("/api/spans?project=default").path("rows").findValuesAsText("name"))
        .containsExactly("caf\ufffd ok");
  }

  private static byte[] message(Fields fields) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    CodedOutputStream out = CodedOutputStream.newInstance(bytes);
    fields.write(out);
    out.flush();
    return bytes.toByteArray();
  }

  private interface Fields {
    void write(CodedOutputStream out) throws IOException;
  }

  @Test
  void showsAnEvaluationOfACarrierSpanOnItsTargetAlsoIfThatComesLater() throws Exception {
    String carrier =
        OtlpJson.project("p")
            .raw(
                "ffffffffffffffffffffffffffffffff",
                9,
                0,
                "evaluate",
                1_700_000_000_000_000_000L,
                1_700_000_001_000_000_000L,
                "openinference.span.kind=EVALUATOR",
                "evaluations.0.evaluation.name=relevance",
                "evaluations.0.evaluation.score:{\"doubleValue\":0.75}",
                "evaluations.0.evaluation.label=relevant")
            .toString()
            .replace(
                "\"name\":\"evaluate\"",
                "\"name\":\"evaluate\",\"links\":[{\"traceId\":\"%s\",\"spanId\":\"%s\"}]"
                    .formatted(OtlpJson.TRACE, OtlpJson.id(1)));
    client.postJson("/v1/traces", carrier);
    client.postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "target").toString());

    JsonNode annotation =
        client.get("/api/traces/" + OtlpJson.TRACE).path("spanAnnotations").path(0);
    assertThat(annotation.path("name").asText()).isEqualTo("relevance");
    assertThat(annotation.path("label").asText()).isEqualTo("relevant");
    assertThat(annotation.path("score").asDouble()).isEqualTo(0.75);
    assertThat(client.get("/api/find/" + OtlpJson.id(1)).path(0).path("traceId").asText())
        .isEqualTo(OtlpJson.TRACE);
    assertThat(client.get("/api/find/" + OtlpJson.id(77))).isEmpty();
  }
}
