// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp.newest;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A program without tracing. It starts a server, which gets the options of this JVM. */
public final class PlainClient {

  /** Calls a tool of the server. */
  public static void main(String[] arguments) {
    List<String> options =
        new ArrayList<>(ManagementFactory.getRuntimeMXBean().getInputArguments());
    options.add(PlainServer.class.getName());
    ServerParameters server =
        ServerParameters.builder(Path.of(System.getProperty("java.home"), "bin", "java").toString())
            .args(options)
            .env(
                Map.of(
                    "CLASSPATH",
                    System.getProperty("java.class.path"),
                    "PHOENIX_COLLECTOR_ENDPOINT",
                    System.getenv("PHOENIX_COLLECTOR_ENDPOINT")))
            .build();
    try (McpSyncClient client =
        McpClient.sync(new StdioClientTransport(server, McpJsonDefaults.getMapper()))
            .requestTimeout(Duration.ofSeconds(60))
            .initializationTimeout(Duration.ofSeconds(60))
            .build()) {
      client.initialize();
      client.callTool(CallToolRequest.builder("weather").arguments(Map.of()).build());
    }
  }

  private PlainClient() {}
}
