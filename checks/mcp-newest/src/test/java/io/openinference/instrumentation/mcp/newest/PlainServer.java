// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp.newest;

import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.server.McpServer;
import io.modelcontextprotocol.server.McpServerFeatures.SyncToolSpecification;
import io.modelcontextprotocol.server.transport.StdioServerTransportProvider;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.ServerCapabilities;
import io.modelcontextprotocol.spec.McpSchema.Tool;
import java.util.Map;

/** A server without tracing, on standard input and output. */
public final class PlainServer {

  /** Serves until standard input ends. */
  public static void main(String[] arguments) {
    McpServer.sync(new StdioServerTransportProvider(McpJsonDefaults.getMapper()))
        .capabilities(ServerCapabilities.builder().tools(true).build())
        .tools(
            SyncToolSpecification.builder()
                .tool(Tool.builder("weather", Map.of("type", "object")).build())
                .callHandler(
                    (exchange, request) -> CallToolResult.builder().addTextContent("sunny").build())
                .build())
        .build();
  }

  private PlainServer() {}
}
