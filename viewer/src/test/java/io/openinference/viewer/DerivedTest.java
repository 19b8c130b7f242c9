// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The viewer derives costs, the kinds of other tracers' spans, and an index of older files. */
class DerivedTest {

  private static final int PRICED = 32;

  @TempDir private Path folder;

  @ParameterizedTest
  @CsvSource({
    // model, prompt, of which read from a cache, completion, dollars
    "gpt-4o, 1000000, 0, 100000, 3.5",
    "gpt-4o-2024-11-20, 1000000, 400000, 0, 2.0",
    "openai/GPT-4o-mini, 1000000, 0, 0, 0.15",
    "us.anthropic.claude-sonnet-4-5-20250929-v1:0, 0, 0, 1000000, 15",
    "own-model, 1000000, 0, 1000000, 3",
    "unknown-model, 1000000, 0, 0, "
  })
  void countsTheCostOfASpanThatHasNone(
      String model, long prompt, long cached, long completion, Double dollars) throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.csv"), "# mine\nown-model,1,2\n");
    try (OpenInferenceViewer viewer =
        OpenInferenceViewer.builder().port(0).prices(prices).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .span(
                  1,
                  0,
                  "chat",
                  "openinference.span.kind=LLM",
                  "llm.model_name=" + model,
                  "llm.token_count.prompt:{\"intValue\":\"" + prompt + "\"}",
                  "llm.token_count.prompt_details.cache_read:{\"intValue\":\"" + cached + "\"}",
                  "llm.token_count.completion:{\"intValue\":\"" + completion + "\"}")
              .toString());
      JsonNode span = client.get("/api/spans?project=p").path("rows").path(0);
      if (dollars == null) {
        assertThat(span.path("cost").isNull()).isTrue();
      } else {
        assertThat(span.path("cost").asDouble()).isCloseTo(dollars, within(1e-9));
      }
      assertThat((span.path("oddities").asInt() & PRICED) != 0).isEqualTo(dollars != null);
    }
  }

  @Test
  void keepsTheCostThatASpanHas() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .span(
                  1,
                  0,
                  "chat",
                  "openinference.span.kind=LLM",
                  "llm.model_name=gpt-4o",
                  "llm.token_count.prompt:{\"intValue\":\"1000\"}",
                  "llm.cost.total:{\"doubleValue\":0.25}")
              .toString());
      JsonNode span = client.get("/api/spans?project=p").path("rows").path(0);
      assertThat(span.path("cost").asDouble()).isEqualTo(0.25);
      assertThat(span.path("oddities").asInt()).isZero();
    }
  }

  @Test
  void saysWhichLineOfPricesIsWrong() throws Exception {
    Path prices = Files.writeString(folder.resolve("prices.csv"), "model,cheap,1\n");
    assertThatThrownBy(() -> OpenInferenceViewer.builder().port(0).prices(prices).start())
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("model,cheap,1");
  }

  @Test
  void showsSpansOfOtherTracersAsOpenInferenceAndExportsThemAsTheyCame() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .span(
                  1,
                  0,
                  "chat gpt-4o",
                  "gen_ai.operation.name=chat",
                  "gen_ai.request.model=gpt-4o",
                  "gen_ai.usage.input_tokens:{\"intValue\":\"7\"}",
                  "gen_ai.usage.output_tokens:{\"intValue\":\"3\"}",
                  "gen_ai.input.messages=[{\"role\":\"user\",\"parts\":[{\"type\":\"text\",\"content\":\"Where"
                      + " is parcel seven?\"}]}]")
              .span(2, 1, "http call", "http.request.method=GET")
              .toString());
      JsonNode row = client.get("/api/spans?project=p&q=parcel").path("rows").path(0);
      assertThat(row.path("kind").asText()).isEqualTo("LLM");
      assertThat(row.path("tokens").asInt()).isEqualTo(10);
      assertThat(row.path("input").asText()).isEqualTo("Where is parcel seven?");
      assertThat(
              client.rows("spans", "p", "'parcel seven' in llm.input_messages.0.message.content"))
          .hasSize(1);
      assertThat(client.rows("spans", "p", "llm.model_name == 'gpt-4o'")).hasSize(1);
      JsonNode detail = client.get("/api/spans/" + row.path("id").asText());
      assertThat(detail.path("attributes").findValuesAsText("")).isEmpty();
      assertThat(detail.toString()).contains("llm.input_messages.0.message.content");
      JsonNode exported = client.get("/api/spans/" + row.path("id").asText() + "/otlp");
      assertThat(exported.toString()).contains("gen_ai.request.model").doesNotContain("llm.");
    }
  }

  @Test
  void readsAFileOfTheFirstVersion() throws Exception {
    try (InputStream old = DerivedTest.class.getResourceAsStream("version-1.db")) {
      Files.copy(old, folder.resolve("traces.db"));
    }
    try (OpenInferenceViewer viewer =
        OpenInferenceViewer.builder().port(0).dataDirectory(folder).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      assertThat(client.get("/api/projects").path(0).path("spans").asInt()).isEqualTo(13);
      JsonNode span = client.get("/api/spans?project=old&limit=1").path("rows").path(0);
      String word = span.path("input").asText().split("\\W+", -1)[0];
      assertThat(client.get("/api/spans?project=old&q=" + ViewerClient.encode(word)).path("rows"))
          .isNotEmpty();
      assertThat(client.rows("spans", "old", "'" + word + "' in input.value or span_kind == 'X'"))
          .isNotEmpty();
      assertThat(client.rows("spans", "old", "'" + word + "' in input.value")).isNotEmpty();
      assertThat(client.get("/v1/datasets").path("data")).isEmpty();
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'zebra' in input.value | 1,2",
        "'ebr' in input.value | 1,2",
        "'caf\u00e9 noir' in input.value | 1",
        "'say \"zebra\"' in input.value | 2",
        "metadata['channel'] == 'telephone' | 3",
        "'vip' in metadata['tags'] | 3",
        "'level' in metadata['more'] | 3",
        "'4' in attributes['number'] | ''",
        "attributes['number'] == 1234 | 3",
        "400 > latency_ms or 'zebra' in input.value | 1,2"
      })
  void findsTextsThatTheBitsOfSpansPromise(String filter, String expected) throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .span(1, 0, "a", "input.value=A zebra in the caf\u00e9 noir")
              .span(2, 1, "b", "input.value=They say \"zebra\" here")
              .span(
                  3,
                  1,
                  "c",
                  "number:{\"intValue\":\"1234\"}",
                  "metadata={\"channel\":\"\\u0074elephone\",\"tags\":[\"vip\"],\"more\":{\"level\":1}}")
              .toString());
      assertThat(
              client.rows("spans", "p", filter).findValuesAsText("spanId").stream()
                  .map(id -> id.replaceFirst("^0+", ""))
                  .sorted()
                  .toList())
          .isEqualTo(
              expected.isEmpty()
                  ? java.util.List.of()
                  : java.util.List.of(expected.split(",", -1)));
    }
  }
}
