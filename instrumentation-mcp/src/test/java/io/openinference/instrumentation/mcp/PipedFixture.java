// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A client and a server in one process, traced through a door. */
final class PipedFixture implements AutoCloseable {

  final McpInstrumentor instrumentor;
  final PipedTransport pipe = new PipedTransport();
  final McpSyncServer server;
  final McpSyncClient client;
  final OpenInferenceTracer tracer;

  private PipedFixture(
      Door door,
      McpInstrumentor instrumentor,
      OpenTelemetry openTelemetry,
      UnaryOperator<McpClient.SyncSpec> settings) {
    this.instrumentor = instrumentor;
    this.tracer = OpenInferenceTracer.create(openTelemetry);
    boolean wraps = door.isWrapping();
    this.server =
        Offers.addTo(
                McpServer.sync(pipe.server()),
                tracer,
                specification -> wraps ? instrumentor.wrap(specification) : specification)
            .build();
    McpClientTransport transport = wraps ? instrumentor.wrap(pipe) : pipe;
    this.client =
        settings.apply(McpClient.sync(transport).requestTimeout(Duration.ofSeconds(20))).build();
  }

  static PipedFixture open(Door door, OpenTelemetry openTelemetry) {
    return open(door, openTelemetry, settings -> settings);
  }

  static PipedFixture open(
      Door door, OpenTelemetry openTelemetry, UnaryOperator<McpClient.SyncSpec> settings) {
    PipedFixture fixture = uninitialized(door, openTelemetry, settings);
    fixture.client.initialize();
    return fixture;
  }

  static PipedFixture uninitialized(
      Door door, OpenTelemetry openTelemetry, UnaryOperator<McpClient.SyncSpec> settings) {
    McpInstrumentor instrumentor =
        door.isInstrumenting()
            ? McpInstrumentor.instrument(openTelemetry)
            : McpInstrumentor.create(openTelemetry);
    return new PipedFixture(door, instrumentor, openTelemetry, settings);
  }

  CallToolResult call(String tool, Map<String, Object> arguments) {
    return client.callTool(new CallToolRequest(tool, arguments));
  }

  static String text(CallToolResult result) {
    return ((TextContent) result.content().get(0)).text();
  }

  /** Returns the span of the client's request. */
  static SpanData sent(OpenInferenceExtension telemetry) {
    return telemetry.spans().stream()
        .filter(span -> span.getKind() == SpanKind.CLIENT)
        .findFirst()
        .orElseThrow();
  }

  @Override
  public void close() {
    instrumentor.uninstrument();
    client.close();
    server.close();
  }
}
