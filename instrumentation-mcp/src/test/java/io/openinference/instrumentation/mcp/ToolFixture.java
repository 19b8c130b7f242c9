// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.server.McpSyncServerExchange;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.opentelemetry.api.OpenTelemetry;
import java.time.Duration;
import java.util.Map;
import java.util.function.BiFunction;
import reactor.core.publisher.Mono;

/** A server with one tool and a client that answers samplings, with {@code instrument()} on. */
final class ToolFixture implements AutoCloseable {

  final McpInstrumentor instrumentor;
  final OpenInferenceTracer tracer;
  final PipedTransport pipe = new PipedTransport();
  private final McpSyncServer server;
  private Runnable closeClient = () -> {};

  ToolFixture(
      OpenTelemetry openTelemetry,
      BiFunction<McpSyncServerExchange, CallToolRequest, CallToolResult> handler) {
    this.instrumentor = McpInstrumentor.instrument(openTelemetry);
    this.tracer = OpenInferenceTracer.create(openTelemetry);
    this.server =
        McpServer.sync(pipe.server())
            .capabilities(ServerCapabilities.builder().tools(true).build())
            .tools(SyncToolSpecification.builder().tool(weather()).callHandler(handler).build())
            .build();
  }

  /** Returns the definition of a tool without a description. */
  static Tool weather() {
    return Tool.builder()
        .name("weather")
        .inputSchema(McpJsonDefaults.getMapper(), Offers.SCHEMA)
        .build();
  }

  static CallToolRequest request() {
    return new CallToolRequest("weather", Map.of("city", "Bergen"));
  }

  static CallToolResult result(String text) {
    return CallToolResult.builder().addTextContent(text).build();
  }

  /** Returns an asynchronous client that is not initialized. */
  McpAsyncClient asyncClient(Duration timeout) {
    McpAsyncClient client =
        McpClient.async(pipe)
            .requestTimeout(timeout)
            .sampling(request -> Mono.fromCallable(() -> sample(request)))
            .build();
    closeClient = client::close;
    return client;
  }

  /** Returns a synchronous client that is initialized. */
  McpSyncClient syncClient() {
    McpSyncClient client = McpClient.sync(pipe).sampling(this::sample).build();
    closeClient = client::close;
    client.initialize();
    return client;
  }

  private CreateMessageResult sample(CreateMessageRequest request) {
    return tracer
        .llm("sample")
        .call(
            () ->
                CreateMessageResult.builder()
                    .role(Role.ASSISTANT)
                    .content(new TextContent("fine"))
                    .model("fjord-1")
                    .build());
  }

  @Override
  public void close() {
    instrumentor.uninstrument();
    closeClient.run();
    server.close();
  }
}
