// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spans in memory and in files. */
class TraceDatasetTest {

  private static final String TRACE = "0123456789abcdef0123456789abcdef";
  private static final Instant START = Instant.parse("2026-01-02T03:04:05.123456789Z");

  @TempDir private Path folder;

  private final PhoenixSpan root =
      PhoenixSpan.builder(TRACE, "000000000000000a", "answer")
          .kind(OpenInferenceSpanKind.CHAIN)
          .time(START, START.plusMillis(1500))
          .status("ERROR", "rate limit")
          .attribute("input.value", "ünï")
          .attribute("tag.tags", List.of("a", "b"))
          .attribute("is.new", true)
          .attribute("score", 0.5)
          .attribute("llm.token_count.total", 135L)
          .event("retry", START.plusMillis(1), Map.of("reason", "busy"))
          .build();
  private final PhoenixSpan child =
      PhoenixSpan.builder(TRACE, "000000000000000b", "chat")
          .kind(OpenInferenceSpanKind.LLM)
          .parentId("000000000000000a")
          .time(START, START)
          .attribute("score", 2L)
          .build();
  private final TraceDataset traces =
      TraceDataset.of(
          List.of(root, child),
          List.of(
              PhoenixAnnotation.ofSpan(root.spanId(), "quality", AnnotatorKind.LLM)
                  .label("good")
                  .score(0.75)
                  .build(),
              PhoenixAnnotation.ofTrace(TRACE, "solved", AnnotatorKind.HUMAN).label("no").build()));

  @Test
  void isATableWithTypedColumns() {
    assertThat(traces.columns())
        .containsEntry("name", ColumnType.TEXT)
        .containsEntry("start_time", ColumnType.TIME)
        .containsEntry("latency_ms", ColumnType.DECIMAL)
        .containsEntry("attributes.llm.token_count.total", ColumnType.INTEGER)
        .containsEntry("attributes.score", ColumnType.DECIMAL)
        .containsEntry("attributes.is.new", ColumnType.BOOLEAN)
        .containsEntry("attributes.tag.tags", ColumnType.LIST)
        .containsEntry("annotations.quality.label", ColumnType.TEXT)
        .containsEntry("annotations.quality.score", ColumnType.DECIMAL);
    assertThat(traces.column("latency_ms")).containsExactly(1500.0, 0.0);
    assertThat(traces.column("attributes.input.value")).containsExactly("ünï", null);
    assertThat(traces.column("annotations.quality.score")).containsExactly(0.75, null);
    assertThat(
            TraceDataset.of(List.of(root, child.toBuilder().attribute("input.value", 3).build()))
                .columns())
        .containsEntry("attributes.input.value", ColumnType.MIXED);
  }

  @Test
  void isSavedAndLoaded() throws IOException {
    Path file = folder.resolve("errors.jsonl");
    traces.save(file);

    TraceDataset loaded = TraceDataset.load(file);
    assertThat(loaded.spans()).isEqualTo(traces.spans());
    assertThat(loaded.annotations()).isEqualTo(traces.annotations());
    assertThat(folder.resolve("errors.annotations.jsonl")).exists();
    assertThat(Files.readAllLines(file)).hasSize(1);
    assertThat(Files.readString(file))
        .contains("\"startTimeUnixNano\":\"1767323045123456789\"", "\"intValue\":\"135\"");

    TraceDataset.of(List.of(child)).save(file);
    assertThat(TraceDataset.load(file).annotations()).isEmpty();
  }

  /** The Collector's file exporter wrote this file: .ci/collector. */
  @Test
  void loadsWhatTheCollectorWrote() throws IOException {
    Path file = folder.resolve("collector.jsonl");
    Files.writeString(
        file,
        """
        {"resourceSpans":[{"resource":{"attributes":[{"key":"service.name","value":{"stringValue":"bot"}}]},"scopeSpans":[{"scope":{"name":"openinference"},"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b174","parentSpanId":"","flags":257,"name":"chat","kind":1,"startTimeUnixNano":"1544712660000000000","endTimeUnixNano":"1544712661000000000","attributes":[{"key":"openinference.span.kind","value":{"stringValue":"LLM"}},{"key":"n","value":{"intValue":"9007199254740993"}},{"key":"d","value":{"doubleValue":0.25}},{"key":"nan","value":{"doubleValue":"NaN"}},{"key":"list","value":{"arrayValue":{"values":[{"stringValue":"a"},{"boolValue":true}]}}},{"key":"map","value":{"kvlistValue":{"values":[{"key":"k","value":{"stringValue":"v"}}]}}},{"key":"bytes","value":{"bytesValue":"AQI="}},{"key":"empty","value":{}}],"events":[{"timeUnixNano":"1544712660500000000","name":"e"}],"status":{"code":2,"message":"bad"}}]}]}]}

        {"resourceSpans":[{"scopeSpans":[{"spans":[{"traceId":"5b8efff798038103d269b633813fc60c","spanId":"eee19b7ec3c1b175","parentSpanId":"eee19b7ec3c1b174","name":"tool","startTimeUnixNano":1544712660000000000,"endTimeUnixNano":1544712661000000000,"status":{}}]}]}]}
        """);

    List<PhoenixSpan> spans = TraceDataset.load(file).spans();
    assertThat(spans).hasSize(2);
    assertThat(spans.get(0).spanKind()).isEqualTo("LLM");
    assertThat(spans.get(0).parentId()).isNull();
    assertThat(spans.get(0).startTime()).isEqualTo(Instant.parse("2018-12-13T14:51:00Z"));
    assertThat(spans.get(0).statusCode()).isEqualTo("ERROR");
    assertThat(spans.get(0).attributes())
        .containsEntry("n", 9007199254740993L)
        .containsEntry("d", 0.25)
        .containsEntry("nan", Double.NaN)
        .containsEntry("list", List.of("a", true))
        .containsEntry("map.k", "v")
        .containsEntry("bytes", "AQI=")
        .doesNotContainKey("empty");
    assertThat(spans.get(0).events().get(0)).containsEntry("name", "e");
    assertThat(spans.get(1).parentId()).isEqualTo("eee19b7ec3c1b174");
    assertThat(spans.get(1).statusCode()).isEqualTo("UNSET");
  }

  @Test
  void namesTheLineThatIsWrong() throws IOException {
    Path file = folder.resolve("bad.jsonl");
    Files.writeString(file, "{\"resourceSpans\":[]}\n{\"resourceSpans\":\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TraceDataset.load(file))
        .withMessageContaining(file + ":2:18: no JSON");
    Files.writeString(file, "{\"resourceLogs\":[]}\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TraceDataset.load(file))
        .withMessageContaining(file + ":1: no OTLP JSON");
  }

  @Test
  void isFilteredWithItsAnnotations() {
    TraceDataset llm = traces.filter(span -> span.spanKind().equals("LLM"));
    assertThat(llm.spans()).containsExactly(child);
    assertThat(llm.annotations()).extracting(PhoenixAnnotation::name).containsExactly("solved");
    assertThat(traces.filter(span -> false).annotations()).isEmpty();
  }

  @Test
  void getsNewIds() {
    TraceDataset copy = traces.withNewIds();

    PhoenixSpan newRoot = copy.spans().get(0);
    PhoenixSpan newChild = copy.spans().get(1);
    assertThat(newRoot.spanId()).matches("[0-9a-f]{16}").isNotEqualTo(root.spanId());
    assertThat(newRoot.traceId()).matches("[0-9a-f]{32}").isNotEqualTo(TRACE);
    assertThat(newChild.traceId()).isEqualTo(newRoot.traceId());
    assertThat(newChild.parentId()).isEqualTo(newRoot.spanId());
    assertThat(newRoot.attributes()).isEqualTo(root.attributes());
    assertThat(copy.annotations())
        .extracting(PhoenixAnnotation::targetId)
        .containsExactly(newRoot.spanId(), newRoot.traceId());
    assertThat(copy.annotations().get(0).target()).isEqualTo(AnnotationTarget.SPAN);
  }

  @Test
  void isSentInParts() {
    try (ScriptedServer server = new ScriptedServer()) {
      server.then(ScriptedServer.json("{\"data\":{}}"));
      PhoenixClient client = PhoenixClient.builder().baseUrl(server.url()).build();

      TraceDataset sent = TraceDataset.of(Collections.nCopies(450, child)).log(client, "shop");

      assertThat(sent.size()).isEqualTo(450);
      assertThat(server.requests())
          .hasSize(3)
          .allMatch(request -> request.startsWith("POST /v1/projects/shop/spans"));
    }
  }
}
