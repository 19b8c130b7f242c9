// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.CompleteRequest;
import io.modelcontextprotocol.spec.McpSchema.CompleteResult;
import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.PromptReference;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.openinference.instrumentation.OpenInference;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ServerTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private static PipedFixture open(Door door) {
    return PipedFixture.open(door, telemetry.openTelemetry());
  }

  /** The spans of the server. */
  private static SpanData served(String name) {
    List<SpanData> spans =
        telemetry.spans().stream()
            .filter(span -> span.getName().equals(name) && span.getKind() == SpanKind.SERVER)
            .toList();
    assertThat(spans).hasSize(1);
    return spans.get(0);
  }

  private static void call(PipedFixture fixture, String tool, Map<String, Object> arguments) {
    fixture.tracer.tool("caller").run(() -> fixture.call(tool, arguments));
    assertTree(tool);
  }

  private static void assertTree(String tool) {
    telemetry.awaitSpans(2);
    assertThat(telemetry.trace().spans()).hasSize(2);
    assertThat(served(tool)).hasParent(telemetry.trace().span("caller"));
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aToolIsASpanOfTheCallersTrace(Door door) {
    try (PipedFixture fixture = open(door)) {
      String answer =
          fixture
              .tracer
              .tool("caller")
              .call(() -> PipedFixture.text(fixture.call("weather", Map.of("city", "Bergen"))));

      assertThat(answer).isEqualTo("sunny in Bergen");
      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
      assertThat(served("weather"))
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(
              Map.of(
                  "openinference.span.kind", "TOOL",
                  "tool.name", "weather",
                  "tool.description", "Tool weather",
                  "tool.json_schema", Offers.SCHEMA,
                  "tool.parameters", "{\"city\":\"Bergen\"}",
                  "input.value", "{\"city\":\"Bergen\"}",
                  "input.mime_type", "application/json",
                  "output.value", "sunny in Bergen",
                  "output.mime_type", "text/plain"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aRefusalIsAnErrorWithItsText(Door door) {
    try (PipedFixture fixture = open(door)) {
      call(fixture, "refuse", Map.of());

      assertThat(served("refuse"))
          .hasStatus(StatusCode.ERROR)
          .hasStatusDescription("not today")
          .hasNoEvents()
          .hasExactlyAttributes(
              Map.of(
                  "openinference.span.kind", "TOOL",
                  "tool.name", "refuse",
                  "tool.description", "Tool refuse",
                  "tool.json_schema", Offers.SCHEMA,
                  "tool.parameters", "{}",
                  "input.value", "{}",
                  "input.mime_type", "application/json",
                  "output.value", "not today",
                  "output.mime_type", "text/plain"));
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aThrowingToolIsRecorded(Door door) {
    try (PipedFixture fixture = open(door)) {
      try {
        call(fixture, "throw", Map.of());
      } catch (RuntimeException answer) {
        // Before release 2 the client gets an error; since then the tool has refused.
        assertTree("throw");
      }

      assertThat(served("throw"))
          .hasStatus(StatusCode.ERROR)
          .hasException(IllegalStateException.class)
          .hasAttribute("tool.name", "throw")
          .hasAttribute("tool.json_schema", Offers.SCHEMA)
          .hasAttribute("input.value", "{}");
      assertThat(served("throw").getEvents()).hasSize(1);
    }
  }

  /** Release 2 validates arguments before the handler runs. Earlier ones run it. */
  @Test
  void invalidArgumentsAreAnErrorWhereTheyAreValidated() {
    try (PipedFixture fixture = open(Door.INSTRUMENT)) {
      boolean isError =
          fixture
              .tracer
              .tool("caller")
              .call(
                  () ->
                      Boolean.TRUE.equals(
                          fixture.call("weather", Map.of("city", List.of(5))).isError()));

      telemetry.awaitSpans(isError ? 2 : 3);
      assertThat(telemetry.trace())
          .hasTree(
              isError
                  ? """
                  TOOL caller
                    TOOL weather !
                  """
                  : """
                  TOOL caller
                    TOOL weather
                      CHAIN forecast
                  """);
      assertThat(served("weather"))
          .hasAttribute("tool.name", "weather")
          .hasAttribute("input.value", "{\"city\":[5]}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aCompletionCarriesTheContextAlone(Door door) {
    try (PipedFixture fixture = open(door)) {
      CompleteResult result =
          fixture
              .tracer
              .chain("caller")
              .call(
                  () ->
                      fixture.client.completeCompletion(
                          new CompleteRequest(
                              new PromptReference("guide"),
                              new CompleteRequest.CompleteArgument("place", "F"))));

      assertThat(result.completion().values()).containsExactly("Flåm");
      telemetry.awaitSpans(2);
      assertThat(telemetry.trace())
          .hasTree(
              """
              CHAIN caller
                CHAIN complete
              """);
    }
  }

  @Test
  void anUnknownToolIsAnError() {
    try (PipedFixture fixture = open(Door.INSTRUMENT)) {
      assertThatThrownBy(() -> call(fixture, "swim", Map.of("city", "Bergen")))
          .isInstanceOf(RuntimeException.class);

      assertTree("swim");
      assertThat(served("swim"))
          .hasStatus(StatusCode.ERROR)
          .hasAttribute("tool.name", "swim")
          .hasAttribute("input.value", "{\"city\":\"Bergen\"}");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void imagesAndStructuredResults(Door door) {
    try (PipedFixture fixture = open(door)) {
      call(fixture, "image", Map.of());
      assertThat(served("image"))
          .hasAttribute("output.value", "a fjord\n[IMAGE]")
          .hasAttribute("output.images.0.image.url", "data:image/png;base64,aGk=");
      telemetry.clear();

      call(fixture, "structured", Map.of());
      assertThat(served("structured"))
          .hasJsonAttribute("output.value", "{\"depth\":1308}")
          .hasAttribute("output.mime_type", "application/json");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aResourceIsARetriever(Door door) {
    try (PipedFixture fixture = open(door)) {
      fixture
          .tracer
          .retriever("caller")
          .run(() -> fixture.client.readResource(new ReadResourceRequest("fjord://depth")));

      telemetry.awaitSpans(2);
      assertThat(telemetry.trace())
          .hasTree(
              """
              RETRIEVER caller
                RETRIEVER resources/read
              """);
      assertThat(served("resources/read")).hasExactlyAttributes(Offers.RESOURCE_ATTRIBUTES);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void aPromptHasItsMessages(Door door) {
    try (PipedFixture fixture = open(door)) {
      fixture
          .tracer
          .prompt("caller")
          .run(
              () ->
                  fixture.client.getPrompt(new GetPromptRequest("guide", Map.of("place", "Flåm"))));

      assertTree("guide");
      assertThat(served("guide")).hasExactlyAttributes(Offers.PROMPT_ATTRIBUTES);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void suppressionSendsNoTrace(Door door) {
    try (PipedFixture fixture = open(door)) {
      try (Scope ignored = OpenInference.suppressTracing()) {
        fixture.tracer.tool("caller").run(() -> fixture.call("weather", Map.of("city", "Bergen")));
      }

      assertThat(fixture.pipe.sent).noneMatch(message -> message.contains("traceparent"));
      telemetry.awaitSpans(2);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL weather
                CHAIN forecast
              """);
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void equalRequestsWithRepeatedIdsAreSpansOfTheirOwn(Door door) {
    try (PipedFixture fixture = open(door)) {
      String request =
          "{\"jsonrpc\":\"2.0\",\"id\":7,\"method\":\"tools/call\","
              + "\"params\":{\"name\":\"weather\",\"arguments\":{\"city\":\"Bergen\"}}}";

      fixture.pipe.write(request);
      fixture.pipe.write(request);

      telemetry.awaitSpans(4);
      assertThat(telemetry.traces())
          .hasSize(2)
          .allSatisfy(
              trace ->
                  assertThat(trace)
                      .hasTree(
                          """
                          TOOL weather
                            CHAIN forecast
                          """));
    }
  }
}
