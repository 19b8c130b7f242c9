// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientSseClientTransport;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.SpanKind;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HttpTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenInferenceTracer tracer = OpenInferenceTracer.create(telemetry.openTelemetry());

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void streamable(Door door) throws Exception {
    HttpServletStreamableServerTransportProvider provider =
        HttpServletStreamableServerTransportProvider.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .build();
    McpInstrumentor instrumentor = instrumentor(door);
    McpSyncServer server =
        Offers.addTo(McpServer.sync(provider), tracer, wrapping(door, instrumentor)).build();
    try (TomcatServer tomcat = new TomcatServer(provider)) {
      callIn(door, instrumentor, streamableClient(tomcat));

      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
      assertThat(telemetry.trace().span("weather")).hasAttribute("output.value", "sunny in Bergen");
      assertThat(telemetry.trace().span("weather").getKind()).isEqualTo(SpanKind.SERVER);
    } finally {
      instrumentor.uninstrument();
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void serverSentEvents(Door door) throws Exception {
    HttpServletSseServerTransportProvider provider =
        HttpServletSseServerTransportProvider.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .messageEndpoint("/message")
            .build();
    McpInstrumentor instrumentor = instrumentor(door);
    McpSyncServer server =
        Offers.addTo(McpServer.sync(provider), tracer, wrapping(door, instrumentor)).build();
    try (TomcatServer tomcat = new TomcatServer(provider)) {
      callIn(
          door,
          instrumentor,
          HttpClientSseClientTransport.builder(tomcat.url())
              .jsonMapper(McpJsonDefaults.getMapper())
              .build());

      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
    } finally {
      instrumentor.uninstrument();
      server.close();
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT", "INSTRUMENT_AND_WRAP"})
  void stateless(Door door) throws Exception {
    HttpServletStatelessServerTransport transport =
        HttpServletStatelessServerTransport.builder()
            .jsonMapper(McpJsonDefaults.getMapper())
            .build();
    McpInstrumentor instrumentor = instrumentor(door);
    McpStatelessSyncServer server =
        McpServer.sync(transport)
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .tools(List.of(statelessTool(wrapping(door, instrumentor))))
            .build();
    try (TomcatServer tomcat = new TomcatServer(transport)) {
      callIn(door, instrumentor, streamableClient(tomcat));

      assertThat(telemetry.trace())
          .hasTree(
              """
              TOOL caller
                TOOL weather
                  CHAIN forecast
              """);
    } finally {
      instrumentor.uninstrument();
      server.close();
    }
  }

  private McpStatelessServerFeatures.SyncToolSpecification statelessTool(
      UnaryOperator<Record> wrap) {
    McpStatelessServerFeatures.SyncToolSpecification tool =
        McpStatelessServerFeatures.SyncToolSpecification.builder()
            .tool(
                Tool.builder()
                    .name("weather")
                    .inputSchema(McpJsonDefaults.getMapper(), Offers.SCHEMA)
                    .build())
            .callHandler(
                (context, request) -> {
                  tracer.chain("forecast").run(() -> {});
                  return CallToolResult.builder().addTextContent("sunny").build();
                })
            .build();
    return (McpStatelessServerFeatures.SyncToolSpecification) wrap.apply(tool);
  }

  private static McpInstrumentor instrumentor(Door door) {
    return door.isInstrumenting()
        ? McpInstrumentor.instrument(telemetry.openTelemetry())
        : McpInstrumentor.create(telemetry.openTelemetry());
  }

  private static UnaryOperator<Record> wrapping(Door door, McpInstrumentor instrumentor) {
    return specification -> door.isWrapping() ? instrumentor.wrap(specification) : specification;
  }

  private static McpClientTransport streamableClient(TomcatServer tomcat) {
    return HttpClientStreamableHttpTransport.builder(tomcat.url())
        .jsonMapper(McpJsonDefaults.getMapper())
        .build();
  }

  private void callIn(Door door, McpInstrumentor instrumentor, McpClientTransport transport) {
    McpSyncClient client =
        McpClient.sync(door.isWrapping() ? instrumentor.wrap(transport) : transport).build();
    try {
      client.initialize();
      tracer
          .tool("caller")
          .run(() -> client.callTool(new CallToolRequest("weather", Map.of("city", "Bergen"))));
      telemetry.awaitSpans(3);
    } finally {
      client.close();
    }
  }
}
