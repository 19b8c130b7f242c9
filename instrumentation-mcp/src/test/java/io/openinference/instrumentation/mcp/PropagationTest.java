// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.baggage.Baggage;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class PropagationTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());
  private final PipedTransport pipe = new PipedTransport();

  private void callInSession(McpInstrumentor instrumentor) {
    McpSyncServer server =
        Offers.addTo(McpServer.sync(pipe.server()), tracer, instrumentor::wrap).build();
    McpSyncClient client = McpClient.sync(instrumentor.wrap(pipe)).build();
    client.initialize();
    try (Scope session = OpenInference.usingSession("chat-1");
        Scope user = OpenInference.usingUser("kari");
        Scope baggage = Baggage.builder().put("tenant", "blue").build().makeCurrent()) {
      tracer
          .tool("caller")
          .run(() -> client.callTool(new CallToolRequest("weather", Map.of("city", "Bergen"))));
    }
    telemetry.awaitSpans(3);
    client.close();
    server.close();
  }

  @Test
  void aServerLearnsNeitherSessionNorUser() {
    callInSession(McpInstrumentor.create(telemetry.openTelemetry()));

    assertThat(pipe.sent)
        .anyMatch(message -> message.contains("traceparent"))
        .noneMatch(message -> message.contains("chat-1"))
        .noneMatch(message -> message.contains("kari"))
        .noneMatch(message -> message.contains("blue"));
    assertThat(telemetry.trace().span("weather")).doesNotHaveAttribute("session.id");
  }

  @Test
  void onRequestTheServersSpansAreInTheSession() {
    callInSession(
        McpInstrumentor.builder(telemetry.openTelemetry()).propagateBaggage(true).build());

    assertThat(pipe.sent).anyMatch(message -> message.contains("tenant=blue"));
    for (String span : new String[] {"weather", "forecast"}) {
      assertThat(telemetry.trace().span(span))
          .hasAttribute("session.id", "chat-1")
          .hasAttribute("user.id", "kari");
    }
  }

  /** The metadata of a message win over the headers of its HTTP request, which is linked. */
  @Test
  void theSenderIsTheParentAndTheTransportIsLinked() {
    SyncToolSpecification tool =
        McpInstrumentor.create(telemetry.openTelemetry())
            .wrap(
                SyncToolSpecification.builder()
                    .tool(ToolFixture.weather())
                    .callHandler(
                        (exchange, request) ->
                            CallToolResult.builder().addTextContent("sunny").build())
                    .build());
    String traceparent = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01";

    tracer
        .chain("http")
        .run(
            () ->
                tool.callHandler()
                    .apply(
                        null,
                        new CallToolRequest(
                            "weather", Map.of(), Map.of("traceparent", traceparent))));

    SpanData http =
        telemetry.spans().stream()
            .filter(span -> span.getName().equals("http"))
            .findFirst()
            .orElseThrow();
    assertThat(telemetry.spans())
        .filteredOn(span -> span.getName().equals("weather"))
        .singleElement()
        .satisfies(
            span -> {
              assertThat(span.getTraceId()).isEqualTo("0af7651916cd43dd8448eb211c80319c");
              assertThat(span.getParentSpanId()).isEqualTo("b7ad6b7169203331");
              assertThat(span.getLinks())
                  .singleElement()
                  .satisfies(
                      link ->
                          assertThat(link.getSpanContext().getSpanId())
                              .isEqualTo(http.getSpanId()));
            });
  }
}
