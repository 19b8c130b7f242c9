// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.mcp.McpToolProvider;
import dev.langchain4j.mcp.client.DefaultMcpClient;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.mcp.client.transport.http.StreamableHttpMcpTransport;
import io.openinference.testing.StubRequest;
import io.openinference.testing.StubResponse;
import io.openinference.testing.StubServer;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Tools behind an MCP server, which is a stand-in that speaks its protocol over HTTP. */
class McpTest extends ApplicationTest {

  interface Assistant {
    String ask(String question);
  }

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private StubServer mcpServer;
  private @Nullable McpClient client;

  @BeforeEach
  void startMcpServer() {
    mcpServer = StubServer.start();
    mcpServer.handler(McpTest::answer);
  }

  @AfterEach
  void stopMcpServer() throws Exception {
    if (client != null) {
      client.close();
    }
    mcpServer.close();
  }

  private static StubResponse answer(StubRequest request) {
    try {
      JsonNode message = MAPPER.readTree(request.bodyText());
      return switch (message.path("method").asText()) {
        case "initialize" ->
            result(
                message,
                "{\"protocolVersion\": \"2025-06-18\", \"capabilities\": {\"tools\": {}},"
                    + " \"serverInfo\": {\"name\": \"stub\", \"version\": \"1\"}}");
        case "tools/list" ->
            result(
                message,
                "{\"tools\": [{\"name\": \"lookup\", \"description\": \"Looks things up\","
                    + " \"inputSchema\": {\"type\": \"object\", \"properties\": {}}}]}");
        case "tools/call" ->
            result(message, "{\"content\": [{\"type\": \"text\", \"text\": \"found\"}]}");
        default -> StubResponse.json(202, "");
      };
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static StubResponse result(JsonNode message, String result) {
    return StubResponse.json(
        "{\"jsonrpc\": \"2.0\", \"id\": " + message.get("id") + ", \"result\": " + result + "}");
  }

  private DefaultMcpClient.Builder clientBuilder() {
    return new DefaultMcpClient.Builder()
        .key("stub")
        .autoHealthCheck(false)
        .transport(
            new StreamableHttpMcpTransport.Builder().url(mcpServer.baseUrl() + "/mcp").build());
  }

  @EachDoor
  void makesOneSpanForAToolOfAService(Door door) {
    open(door);
    replies(Reply.toolCall("call_1", "lookup", "{}"), Reply.text("Found."));
    client = clientBuilder().build();
    if (door.isWrapping()) {
      client = instrumentor.wrapMcpClient(client);
    }
    Assistant assistant =
        service(Assistant.class)
            .chatModel(model())
            .toolProvider(McpToolProvider.builder().mcpClients(client).build())
            .build();

    assertThat(assistant.ask("Look it up")).isEqualTo("Found.");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM OpenAiChatModel
              TOOL lookup
              LLM OpenAiChatModel
            """)
        .span("lookup")
        .hasAttribute("tool.name", "lookup")
        .hasAttribute("output.value", "found");
  }

  @Test
  void tracesAToolThatIsCalledWithoutAService() {
    openWrapping();
    client = instrumentor.wrapMcpClient(clientBuilder().build());

    client.executeTool(ToolExecutionRequest.builder().name("lookup").arguments("{}").build());

    assertThat(telemetry.trace()).hasTree("TOOL lookup");
  }

  @EachDoor
  void carriesTheTraceToTheServer(Door door) throws Exception {
    open(door);
    requireMetaSupplier();
    replies(Reply.toolCall("call_1", "lookup", "{}"), Reply.text("Found."));
    client = clientBuilder().build();
    if (door.isWrapping()) {
      client = instrumentor.wrapMcpClient(client);
    }
    service(Assistant.class)
        .chatModel(model())
        .toolProvider(
            TracedParts.traced(
                door, McpToolProvider.builder().mcpClients(client).build(), instrumentor))
        .build()
        .ask("Look it up");

    assertThat(traceparentOfLastCall())
        .startsWith("00-" + tool().getTraceId() + "-" + tool().getSpanId() + "-");
  }

  @Test
  void keepsWhatTheApplicationSendsToTheServer() throws Exception {
    openWrapping();
    DefaultMcpClient.Builder builder = clientBuilder();
    Method metaSupplier = requireMetaSupplier();
    Class<?> type = metaSupplier.getParameterTypes()[0];
    metaSupplier.invoke(
        builder,
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) -> Map.of("tenant", "acme")));
    client = instrumentor.wrapMcpClient(builder.build());

    client.executeTool(ToolExecutionRequest.builder().name("lookup").arguments("{}").build());

    assertThat(lastCall().at("/params/_meta/tenant").asText()).isEqualTo("acme");
    assertThat(traceparentOfLastCall()).contains(tool().getSpanId());
  }

  @Test
  void wrapsNothingElseByAccident() {
    openWrapping();

    assertThat(LangChain4jInstrumentor.class.getMethods())
        .filteredOn(method -> method.getName().equals("wrap"))
        .isNotEmpty()
        .noneMatch(method -> method.getParameterTypes()[0] == Object.class);
    assertThatThrownBy(() -> instrumentor.wrapMcpClient("x"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("java.lang.String cannot be wrapped: it is not an McpClient");
  }

  @Test
  void suppliesTheTraceToAnyClient() {
    openWrapping();
    Span span = telemetry.openTelemetry().getTracer("t").spanBuilder("caller").startSpan();
    try (Scope ignored = span.makeCurrent()) {
      assertThat(instrumentor.mcpMeta(null).get("traceparent"))
          .asString()
          .contains(span.getSpanContext().getTraceId() + "-" + span.getSpanContext().getSpanId());
    } finally {
      span.end();
    }
  }

  private static Method requireMetaSupplier() {
    Optional<Method> metaSupplier =
        Arrays.stream(DefaultMcpClient.Builder.class.getMethods())
            .filter(method -> method.getName().equals("metaSupplier"))
            .findFirst();
    assumeTrue(metaSupplier.isPresent(), "needs 1.13.0 to send _meta");
    return metaSupplier.get();
  }

  private static SpanData tool() {
    return telemetry.spans().stream()
        .filter(span -> span.getName().equals("lookup"))
        .findFirst()
        .orElseThrow();
  }

  private String traceparentOfLastCall() throws Exception {
    return lastCall().at("/params/_meta/traceparent").asText();
  }

  private JsonNode lastCall() throws Exception {
    List<StubRequest> requests = mcpServer.requests();
    return MAPPER.readTree(requests.get(requests.size() - 1).bodyText());
  }
}
