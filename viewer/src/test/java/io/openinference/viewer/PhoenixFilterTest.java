// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Filters find the spans that Phoenix 20.26.1 finds.
 *
 * <p>{@code phoenix-filters.txt} holds what Phoenix answered to each filter over the spans of
 * {@code phoenix-filters.json}: the numbers of the spans, or that the filter is wrong. The README
 * names the differences.
 */
class PhoenixFilterTest {

  private static OpenInferenceViewer viewer;
  private static ViewerClient client;

  @BeforeAll
  static void start() throws Exception {
    viewer = OpenInferenceViewer.builder().port(0).start();
    client = new ViewerClient(viewer.url());
    assertThat(client.postJson("/v1/traces", resource("phoenix-filters.json")).statusCode())
        .isEqualTo(200);
    annotate(2, "quality", "\"label\":\"good\",\"score\":0.25,\"explanation\":\"fine work\"");
    annotate(3, "quality", "\"label\":\"bad\",\"score\":0.75");
    annotate(4, "only score", "\"score\":0");
  }

  @AfterAll
  static void close() {
    viewer.close();
  }

  private static void annotate(int span, String name, String result) throws Exception {
    String annotation =
        "{\"data\":[{\"span_id\":\"%s\",\"name\":\"%s\",\"annotator_kind\":\"CODE\",\"result\":{%s}}]}"
            .formatted(OtlpJson.id(span), name, result);
    assertThat(client.postJson("/v1/span_annotations?sync=true", annotation).statusCode())
        .isEqualTo(200);
  }

  static Stream<String> answers() throws IOException {
    return resource("phoenix-filters.txt").lines();
  }

  @ParameterizedTest
  @MethodSource("answers")
  void findsWhatPhoenixFinds(String answer) throws Exception {
    String expected = answer.substring(0, answer.indexOf(" | "));
    String filter = answer.substring(answer.indexOf(" | ") + 3);
    HttpResponse<String> response =
        client.send(
            client.request("/api/spans?project=filters&filter=" + ViewerClient.encode(filter)));
    if (expected.equals("error")) {
      assertThat(response.statusCode()).isEqualTo(422);
      return;
    }
    String found =
        StreamSupport.stream(client.rows("spans", "filters", filter).spliterator(), false)
            .map(row -> Long.parseLong(row.path("spanId").asText(), 16))
            .sorted()
            .map(String::valueOf)
            .collect(Collectors.joining(","));
    assertThat(found.isEmpty() ? "none" : found).isEqualTo(expected);
  }

  private static String resource(String name) throws IOException {
    try (InputStream in = PhoenixFilterTest.class.getResourceAsStream(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
