// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class QueryTest {

  private static OpenInferenceViewer viewer;
  private static ViewerClient client;

  @BeforeAll
  static void start() throws Exception {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
    String request =
        OtlpJson.project("p")
            .span(
                1,
                0,
                "answer",
                "openinference.span.kind=CHAIN",
                "input.value=Where is the refund?",
                "session.id=s1",
                "metadata={\"channel\":\"web\",\"try\":2}")
            .span(
                2,
                1,
                "chat",
                "openinference.span.kind=LLM",
                "llm.model_name=gpt-4o",
                "llm.token_count.prompt:{\"intValue\":\"100\"}",
                "llm.token_count.completion:{\"intValue\":\"20\"}",
                "llm.cost.total:{\"doubleValue\":0.5}",
                "llm.input_messages.0.message.role=user",
                "llm.input_messages.0.message.content=Tell me of \"shoes\"",
                "llm.output_messages.0.message.content=Leather")
            .span(
                3,
                2,
                "chat of the other library",
                "openinference.span.kind=LLM",
                "llm.token_count.prompt:{\"intValue\":\"100\"}",
                "llm.token_count.completion:{\"intValue\":\"20\"}",
                "llm.cost.total:{\"doubleValue\":0.5}")
            .span(
                4,
                1,
                "order_status",
                "openinference.span.kind=TOOL",
                "flag:{\"boolValue\":true}",
                "big:{\"intValue\":\"9223372036854775807\"}",
                "map:{\"kvlistValue\":{\"values\":[{\"key\":\"a\",\"value\":{\"intValue\":\"7\"}}]}}")
            .toString();
    assertThat(client.postJson("/v1/traces", request).statusCode()).isEqualTo(200);
    assertThat(
            client
                .postJson(
                    "/api/annotations",
                    "{\"target\":\"span\",\"targetId\":\""
                        + OtlpJson.id(2)
                        + "\",\"name\":\"quality\",\"label\":\"good\",\"score\":0.25}")
                .statusCode())
        .isEqualTo(200);
  }

  @AfterAll
  static void close() {
    viewer.close();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "span_kind == 'LLM' | 3,2",
        "span_kind != 'LLM' | 4,1",
        "span_kind in ['TOOL', 'CHAIN'] | 4,1",
        "not span_kind == 'LLM' and name != 'answer' | 4",
        "span_kind == 'TOOL' or llm.model_name == 'gpt-4o' | 4,2",
        "parent_id is None | 1",
        "parent_span is not None and name == 'chat' | 2",
        "latency_ms >= 1000 | 4,3,2,1",
        "500 < latency_ms <= 999 | ''",
        "llm.token_count.total > 100 | 3,2",
        "llm.token_count.prompt == 100 and llm.model_name is None | 3",
        "'refund' in input.value | 1",
        "'nothing' not in input.value | 1",
        "metadata['channel'] == 'web' | 1",
        "metadata['try'] > 1 | 1",
        "attributes['llm']['model_name'] == \"gpt-4o\" | 2",
        "attributes['map']['a'] == 7 | 4",
        "flag == True | 'error'",
        "attributes['flag'] == True | 4",
        "attributes['flag'] is True | 4",
        "attributes['big'] > 9e18 | 4",
        "annotations['quality'].score < 0.5 | 2",
        "annotations['quality'].label == 'good' | 2",
        "evals['missing'].label == 'good' | ''",
        "session.id == 's1' | 1",
        "status_code == 'UNSET' | 4,3,2,1",
        "status_code == 'ERROR' | ''",
        "start_time > '2020-01-01' | 4,3,2,1",
        "start_time > '2120-01-01T00:00:00+02:00' | ''",
        "float(metadata['try']) == 2 and str(name) == 'answer' | 1",
        "span_id == '0000000000000004' | 4",
        "name == 'a\\'b' | ''"
      })
  void filtersAsPhoenixDoes(String filter, String expected) throws Exception {
    if (expected.equals("error")) {
      assertThat(statusOf(filter)).isEqualTo(422);
      return;
    }
    List<String> ids =
        client.rows("spans", "p", filter).findValuesAsText("spanId").stream()
            .map(id -> id.replaceFirst("^0+", ""))
            .toList();
    assertThat(ids)
        .containsExactlyElementsOf(
            expected.isEmpty() ? List.of() : Arrays.asList(expected.split(",", -1)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "cumulative_token_count.total > 1 | character 1: the viewer keeps no sums",
        "name | character 1: a comparison is expected",
        "name == 'a' and True or latency_ms | character 25: a comparison is expected",
        "latency_ms > '5' | character 14: latency_ms can be compared with a number only",
        "name is 'chat' | character 9: 'is' needs None",
        "name in 'chat' | character 9: 'in' needs a list",
        "span_kind = 'LLM' | character 11: '=' is not expected; write == to compare",
        "span_kind == LLM | character 14: 'LLM' is no field; quote texts",
        "span_kind == 'LLM | character 14: a text has no closing quote",
        "latency_ms > | character 13: the filter ends too early",
        "(latency_ms > 1 | character 16: ')' is expected",
        "start_time > 'soon' | is no time"
      })
  void saysWhatIsWrongWithAFilterAndWhere(String filter, String message) throws Exception {
    HttpResponse<String> response =
        client.send(client.request("/api/spans?filter=" + ViewerClient.encode(filter)));
    assertThat(response.statusCode()).isEqualTo(422);
    assertThat(response.body()).contains(message);
  }

  @Test
  void refusesAFilterThatIsTooLarge() throws Exception {
    assertThat(statusOf("1" + " < 1".repeat(2_000))).isEqualTo(422);
    assertThat(statusOf("(".repeat(60) + "1 < 2" + ")".repeat(60))).isEqualTo(422);
    assertThat(statusOf("1 < 2 and ".repeat(150) + "1 < 2")).isEqualTo(200);
    assertThat(statusOf("start_time < '9999-12-31'")).isEqualTo(200);
    assertThat(client.rows("spans", "p", "start_time < '9999-12-31'")).hasSize(4);
  }

  @Test
  void searchesForManyWords() throws Exception {
    assertThat(client.get("/api/spans?project=p&q=" + "refund+".repeat(2_000)).path("rows"))
        .hasSize(1);
  }

  private static int statusOf(String filter) throws Exception {
    return client
        .send(client.request("/api/spans?filter=" + ViewerClient.encode(filter)))
        .statusCode();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "refund | 1",
        "where refund | 1",
        "\"shoes\" | 2",
        "leath | 2",
        "leath* | 2",
        "x) OR (1 | ''",
        "* | ''",
        "order_status | 4",
        "absent | ''"
      })
  void findsWordsOfInputsAndOutputs(String text, String expected) throws Exception {
    JsonNode rows = client.get("/api/spans?project=p&q=" + ViewerClient.encode(text)).path("rows");
    assertThat(rows.findValuesAsText("spanId"))
        .containsExactlyElementsOf(
            expected.isEmpty() ? List.of() : List.of(OtlpJson.id(Integer.parseInt(expected))));
  }

  @Test
  void countsTokensOfNestedModelCallsOnce() throws Exception {
    JsonNode trace = client.get("/api/traces?project=p").path("rows").path(0);
    assertThat(trace.path("tokens").asInt()).isEqualTo(120);
    assertThat(trace.path("promptTokens").asInt()).isEqualTo(100);
    assertThat(trace.path("cost").asDouble()).isEqualTo(0.5);
    assertThat(trace.path("spans").asInt()).isEqualTo(4);
  }

  @Test
  void countsTracesModelsAndToolsForTheCharts() throws Exception {
    JsonNode metrics = client.get("/api/metrics?project=p");
    int traces = 0;
    for (JsonNode step : metrics.path("steps")) {
      traces += step.path("traces").asInt();
    }
    assertThat(traces).isEqualTo(1);
    assertThat(metrics.path("models").path(0).path("name").asText()).isEqualTo("gpt-4o");
    assertThat(metrics.path("models").path(0).path("p50").asDouble()).isBetween(950.0, 1050.0);
    assertThat(metrics.path("tools").path(0).path("name").asText()).isEqualTo("order_status");
    assertThat(metrics.path("scores").path(0).path("mean").asDouble()).isEqualTo(0.25);
  }

  @Test
  void goesOnWhereAPageEnded() throws Exception {
    JsonNode first = client.get("/api/spans?project=p&limit=3");
    JsonNode rest =
        client.get("/api/spans?project=p&limit=3&cursor=" + first.path("next").asText());
    assertThat(first.path("rows")).hasSize(3);
    assertThat(rest.path("rows").findValuesAsText("name")).containsExactly("answer");
    assertThat(rest.path("next").isNull()).isTrue();
  }
}
