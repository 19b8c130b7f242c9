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
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpStatelessServerFeatures;
import io.modelcontextprotocol.server.McpStatelessSyncServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.server.transport.HttpServletSseServerTransportProvider;
import io.modelcontextprotocol.server.transport.HttpServletStatelessServerTransport;
import io.modelcontextprotocol.server.transport.HttpServletStreamableServerTransportProvider;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ElicitRequest;
import io.modelcontextprotocol.spec.McpSchema.ElicitResult;
import io.modelcontextprotocol.spec.McpSchema.ProgressNotification;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServlet;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
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

      assertTree();
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

      assertTree();
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

      assertTree();
    } finally {
      instrumentor.uninstrument();
      server.close();
    }
  }

  /** The answers of the client come in requests of their own. */
  @Test
  void whatTheUserIsAskedIsBelowTheTool() throws Exception {
    HttpServletStreamableServerTransportProvider provider = provider();
    McpInstrumentor on = instrumentor(Door.INSTRUMENT);
    List<String> progress = new CopyOnWriteArrayList<>();
    McpSyncServer server =
        McpServer.sync(provider)
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .tools(
                SyncToolSpecification.builder()
                    .tool(ToolFixture.weather())
                    .callHandler((exchange, request) -> askUser(exchange))
                    .build())
            .build();
    try (TomcatServer tomcat = new TomcatServer(provider)) {
      McpSyncClient client =
          McpClient.sync(streamableClient(tomcat))
              .elicitation(
                  request ->
                      tracer
                          .chain("ask the user")
                          .call(
                              () ->
                                  new ElicitResult(
                                      ElicitResult.Action.ACCEPT, Map.of("day", "Friday"))))
              .progressConsumer(notice -> progress.add(notice.message()))
              .build();
      try {
        client.initialize();
        CallToolResult result =
            tracer
                .tool("caller")
                .call(
                    () ->
                        client.callTool(new CallToolRequest("weather", Map.of("city", "Bergen"))));

        assertThat(PipedFixture.text(result)).isEqualTo("sunny on Friday");
        assertThat(progress).containsExactly("half");
        telemetry.awaitSpans(3);
        assertThat(telemetry.trace())
            .hasTree(
                """
                TOOL caller
                  TOOL weather
                    CHAIN ask the user
                """);
      } finally {
        client.close();
      }
    } finally {
      on.uninstrument();
      server.close();
    }
  }

  private static CallToolResult askUser(McpSyncServerExchange exchange) {
    exchange.progressNotification(new ProgressNotification("token", 0.5, 1.0, "half"));
    ElicitResult answer = exchange.createElicitation(elicitRequest());
    return CallToolResult.builder()
        .addTextContent("sunny on " + answer.content().get("day"))
        .build();
  }

  /** From JSON, because the class has become an interface in release 2. */
  private static ElicitRequest elicitRequest() {
    String json =
        "{\"message\":\"On which day?\",\"requestedSchema\":{\"type\":\"object\","
            + "\"properties\":{\"day\":{\"type\":\"string\"}}}}";
    try {
      Class<?> type = ElicitRequest.class;
      if (type.isInterface()) {
        type = Class.forName(McpSchema.class.getName() + "$ElicitFormRequest");
      }
      return (ElicitRequest) McpJsonDefaults.getMapper().readValue(json, type);
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** As after a restart of the server, which does not know the session of the client. */
  @ParameterizedTest
  @EnumSource(names = {"WRAP", "INSTRUMENT"})
  void aClientThatConnectsAgainGoesOnInTheTraceOfItsCaller(Door door) throws Exception {
    McpInstrumentor instrumentor = instrumentor(door);
    HttpServletStreamableServerTransportProvider old = provider();
    HttpServletStreamableServerTransportProvider renewed = provider();
    McpSyncServer first =
        Offers.addTo(McpServer.sync(old), tracer, wrapping(door, instrumentor)).build();
    McpSyncServer second =
        Offers.addTo(McpServer.sync(renewed), tracer, wrapping(door, instrumentor)).build();
    RestartedServlet servlet = new RestartedServlet(old);
    try (TomcatServer tomcat = new TomcatServer(servlet)) {
      McpClientTransport transport = streamableClient(tomcat);
      McpSyncClient client =
          McpClient.sync(door.isWrapping() ? instrumentor.wrap(transport) : transport)
              .transportContextProvider(instrumentor.transportContextProvider())
              .build();
      try {
        client.initialize();
        servlet.current = renewed;

        tracer.tool("caller").run(() -> callUntilConnected(client));

        telemetry.awaitSpans(3);
        assertTree();
      } finally {
        client.close();
      }
    } finally {
      instrumentor.uninstrument();
      first.close();
      second.close();
    }
  }

  private static void callUntilConnected(McpSyncClient client) {
    CallToolRequest request = new CallToolRequest("weather", Map.of("city", "Bergen"));
    try {
      client.callTool(request);
    } catch (RuntimeException sessionLost) {
      client.callTool(request);
    }
  }

  /** A servlet whose sessions can be lost. */
  private static final class RestartedServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private transient volatile HttpServlet current;

    RestartedServlet(HttpServlet current) {
      this.current = current;
    }

    @Override
    public void service(ServletRequest request, ServletResponse response)
        throws ServletException, IOException {
      current.service(request, response);
    }
  }

  private static HttpServletStreamableServerTransportProvider provider() {
    return HttpServletStreamableServerTransportProvider.builder()
        .jsonMapper(McpJsonDefaults.getMapper())
        .build();
  }

  private McpStatelessServerFeatures.SyncToolSpecification statelessTool(
      UnaryOperator<Record> wrap) {
    McpStatelessServerFeatures.SyncToolSpecification tool =
        McpStatelessServerFeatures.SyncToolSpecification.builder()
            .tool(ToolFixture.weather())
            .callHandler(
                (context, request) -> {
                  tracer.chain("forecast").run(() -> {});
                  return CallToolResult.builder().addTextContent("sunny in Bergen").build();
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
      assertServed(telemetry.trace().span("weather"));
    } finally {
      client.close();
    }
  }

  private static void assertTree() {
    assertThat(telemetry.trace())
        .hasTree(
            """
            TOOL caller
              TOOL weather
                CHAIN forecast
            """);
  }

  private static void assertServed(SpanData span) {
    assertThat(span.getKind()).isEqualTo(SpanKind.SERVER);
    assertThat(span)
        .hasStatus(StatusCode.OK)
        .hasAttribute("tool.name", "weather")
        .hasAttribute("tool.json_schema", Offers.SCHEMA)
        .hasAttribute("input.value", "{\"city\":\"Bergen\"}")
        .hasAttribute("output.value", "sunny in Bergen");
  }
}
