// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.modelcontextprotocol.spec.McpSchema.GetPromptRequest;
import io.modelcontextprotocol.spec.McpSchema.ReadResourceRequest;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.StatusCode;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Requests of a client below a span of the application, which the server continues. */
class ClientTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void aCallBelowAnAgentMakesATool() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture.tracer.agent("guide").run(() -> fixture.call("weather", Map.of("city", "Bergen")));

      telemetry.awaitSpans(4);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide
                TOOL weather
                  TOOL weather
                    CHAIN forecast
              """);
      assertThat(PipedFixture.sent(telemetry))
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(
              Map.of(
                  "openinference.span.kind", "TOOL",
                  "tool.name", "weather",
                  "tool.parameters", "{\"city\":\"Bergen\"}",
                  "input.value", "{\"city\":\"Bergen\"}",
                  "input.mime_type", "application/json",
                  "output.value", "sunny in Bergen",
                  "output.mime_type", "text/plain"));
    }
  }

  @Test
  void aResourceBelowAnAgentMakesARetriever() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture
          .tracer
          .agent("guide")
          .run(() -> fixture.client.readResource(new ReadResourceRequest("fjord://depth")));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide
                RETRIEVER resources/read
                  RETRIEVER resources/read
              """);
      assertThat(PipedFixture.sent(telemetry))
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(Offers.RESOURCE_ATTRIBUTES);
    }
  }

  @Test
  void aPromptBelowAnAgentMakesAPrompt() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      fixture
          .tracer
          .agent("agent")
          .run(
              () ->
                  fixture.client.getPrompt(new GetPromptRequest("guide", Map.of("place", "Flåm"))));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT agent
                PROMPT guide
                  PROMPT guide
              """);
      assertThat(PipedFixture.sent(telemetry))
          .hasStatus(StatusCode.OK)
          .hasExactlyAttributes(Offers.PROMPT_ATTRIBUTES);
    }
  }

  @Test
  void aResourceThatIsUnknownIsAnErrorOnBothSides() {
    try (PipedFixture fixture = PipedFixture.open(Door.INSTRUMENT, telemetry.openTelemetry())) {
      ReadResourceRequest request = new ReadResourceRequest("fjord://none");
      assertThatThrownBy(
              () -> fixture.tracer.agent("guide").run(() -> fixture.client.readResource(request)))
          .isInstanceOf(RuntimeException.class);

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              AGENT guide !
                RETRIEVER resources/read !
                  RETRIEVER resources/read !
              """);
      assertThat(PipedFixture.sent(telemetry))
          .hasAttribute("input.value", "fjord://none")
          .hasNoAttributeStartingWith("retrieval.documents");
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void theFirstCallOfAClientKeepsItsCaller(Door door) {
    PipedFixture fixture =
        PipedFixture.uninitialized(
            door,
            telemetry.openTelemetry(),
            settings ->
                settings.transportContextProvider(
                    McpInstrumentor.create(telemetry.openTelemetry()).transportContextProvider()));
    try (fixture) {
      fixture.tracer.tool("caller").run(() -> fixture.call("weather", Map.of("city", "Bergen")));

      telemetry.awaitSpans(3);
      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
    }
  }
}
