// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.OpenTelemetry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.annotation.Tool;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** MCP clients and servers that Spring AI sets up; a call is one trace over both sides. */
class McpApplicationTest {

  private static final String TREE =
      """
      AGENT guide
        TOOL weather
      """;

  private final OtlpReceiver receiver = OtlpReceiver.start();

  @TempDir Path folder;

  @AfterEach
  void stop() {
    receiver.close();
  }

  @Test
  void aCallOverHttpIsOneTrace() {
    try (BootApplication server =
        start(
            "servlet",
            Server.class,
            "spring.ai.mcp.server.enabled=true",
            "spring.ai.mcp.server.protocol=STREAMABLE")) {
      String port = server.context().getEnvironment().getProperty("local.server.port");
      ask("spring.ai.mcp.client.streamable-http.connections.weather.url=http://localhost:" + port);
    }

    List<ReceivedSpan> spans = receiver.awaitSpans(2);
    assertThat(ReceivedTree.of(spans)).isEqualTo(TREE);
    assertThat(ReceivedTree.named(spans, "weather").attributes())
        .containsEntry("input.value", "{\"city\":\"Oslo\"}")
        .containsEntry("tool.description", "Tells the weather of a city.");
  }

  /** A client waits 20 seconds for its server, which may not do on a busy machine. */
  @Test
  @Tag("full")
  void aCallOfAnotherProcessIsOneTraceAndItsOutputHoldsTheProtocolAlone() throws IOException {
    Path output = folder.resolve("output.txt");
    ask(stdioServer(output));

    assertThat(ReceivedTree.of(receiver.awaitSpans(2))).isEqualTo(TREE);
    assertThat(Files.readAllLines(output))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).startsWith("{\"jsonrpc\":\"2.0\""));
  }

  /** Returns properties of a server whose standard output is copied to a file. */
  private String[] stdioServer(Path output) {
    String connection = "spring.ai.mcp.client.stdio.connections.weather.";
    return new String[] {
      connection + "command=sh",
      connection + "args[0]=-c",
      connection
          + "args[1]="
          + Path.of(System.getProperty("java.home"), "bin", "java")
          + " -XX:TieredStopAtLevel=1 '"
          + StdioServer.class.getName()
          + "' "
          + receiver.endpoint()
          + " | tee "
          + output,
      connection + "env.CLASSPATH=" + System.getProperty("java.class.path")
    };
  }

  private void ask(String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("spring.ai.mcp.client.enabled=true");
    all.add("spring.ai.mcp.client.request-timeout=60s");
    try (BootApplication client = start("none", Client.class, all.toArray(String[]::new))) {
      assertThat(client.context().getBean(Client.class).ask()).contains("sunny in Oslo");
    }
  }

  private BootApplication start(String type, Class<?> beans, String... properties) {
    List<String> all = new ArrayList<>(List.of(properties));
    all.add("openinference.endpoint=" + receiver.endpoint());
    all.add("openinference.batching=false");
    return BootApplication.start(type, List.of(beans), all.toArray(String[]::new));
  }

  @Configuration(proxyBeanMethods = false)
  static class Server {

    @Bean
    ToolCallbackProvider weather() {
      return MethodToolCallbackProvider.builder().toolObjects(new Weather()).build();
    }
  }

  static class Weather {

    @Tool(description = "Tells the weather of a city.")
    String weather(String city) {
      return "sunny in " + city;
    }
  }

  /** Runs in a JVM of its own. */
  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class StdioServer extends Server {

    public static void main(String[] arguments) {
      new SpringApplicationBuilder(StdioServer.class)
          .web(WebApplicationType.NONE)
          .run(
              "--openinference.endpoint=" + arguments[0],
              "--openinference.batching=false",
              "--spring.ai.mcp.server.enabled=true",
              "--spring.ai.mcp.server.stdio=true",
              "--spring.main.banner-mode=off",
              "--logging.threshold.console=off",
              "--management.otlp.metrics.export.enabled=false");
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Client {

    private final List<McpSyncClient> clients;
    private final OpenInferenceTracer tracer;

    Client(List<McpSyncClient> clients, OpenTelemetry openTelemetry) {
      this.clients = clients;
      this.tracer = OpenInferenceTracer.create(openTelemetry);
    }

    String ask() {
      CallToolResult result =
          tracer
              .agent("guide")
              .call(
                  span ->
                      clients
                          .get(0)
                          .callTool(new CallToolRequest("weather", Map.of("city", "Oslo"))));
      return ((TextContent) result.content().get(0)).text();
    }
  }
}
