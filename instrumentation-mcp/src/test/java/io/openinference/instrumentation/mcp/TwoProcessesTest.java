// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.client.transport.HttpClientStreamableHttpTransport;
import io.modelcontextprotocol.client.transport.ServerParameters;
import io.modelcontextprotocol.client.transport.StdioClientTransport;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.spec.McpClientTransport;
import io.modelcontextprotocol.spec.McpSchema;
import io.modelcontextprotocol.spec.McpSchema.CallToolRequest;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client in this process and a server in another one. */
class TwoProcessesTest {

  private static final String JAVA =
      Path.of(System.getProperty("java.home"), "bin", "java").toString();

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final BlockingQueue<String> errors = new LinkedBlockingQueue<>();

  private static List<String> command(String... arguments) {
    List<String> command =
        new ArrayList<>(
            List.of(
                "-XX:TieredStopAtLevel=1",
                "-XX:+EnableDynamicAgentLoading",
                "-cp",
                System.getProperty("java.class.path"),
                ServerProgram.class.getName()));
    command.addAll(List.of(arguments));
    return command;
  }

  @Test
  void oneTraceOverStandardInputAndOutput() throws InterruptedException {
    StdioClientTransport transport =
        new StdioClientTransport(
            ServerParameters.builder(JAVA).args(command()).build(), McpJsonDefaults.getMapper());
    transport.setStdErrorHandler(errors::add);

    assertOneTrace(transport);
  }

  @Test
  void oneTraceOverHttp() throws Exception {
    Process process = start("http");
    try {
      pump(process);
      String url = awaitLine(ServerProgram.URL);

      assertOneTrace(
          HttpClientStreamableHttpTransport.builder(url)
              .jsonMapper(McpJsonDefaults.getMapper())
              .build());
    } finally {
      process.destroyForcibly();
    }
  }

  @Test
  void standardOutputCarriesTheProtocolAlone() throws Exception {
    Process process = start();
    try (OutputStream input = process.getOutputStream();
        BufferedReader output = reader(process.getInputStream())) {
      pump(process);
      send(
          input,
          "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{"
              + "\"protocolVersion\":\"2024-11-05\",\"capabilities\":{},"
              + "\"clientInfo\":{\"name\":\"raw\",\"version\":\"1\"}}}");
      assertThat(output.readLine()).contains("\"result\"");
      send(input, "{\"jsonrpc\":\"2.0\",\"method\":\"notifications/initialized\"}");
      // The handler of one tool throws, which the library may log.
      for (String tool : List.of("weather", "throw", "refuse", "unknown")) {
        send(
            input,
            "{\"jsonrpc\":\"2.0\",\"id\":2,\"method\":\"tools/call\",\"params\":{"
                + "\"name\":\""
                + tool
                + "\",\"arguments\":{\"city\":\"Bergen\"},"
                + "\"_meta\":{\"traceparent\":\"nonsense\"}}}");
        assertThat(
                McpSchema.deserializeJsonRpcMessage(McpJsonDefaults.getMapper(), output.readLine()))
            .isInstanceOf(JSONRPCResponse.class);
      }
      awaitLine(ServerProgram.SPAN + "unknown");
    } finally {
      process.destroyForcibly();
    }
  }

  private static void send(OutputStream input, String message) throws IOException {
    input.write((message + "\n").getBytes(StandardCharsets.UTF_8));
    input.flush();
  }

  private void assertOneTrace(McpClientTransport transport) throws InterruptedException {
    McpInstrumentor on = McpInstrumentor.instrument(telemetry.openTelemetry());
    McpSyncClient client = McpClient.sync(transport).build();
    try {
      client.initialize();
      OpenInferenceTracer.create(telemetry.openTelemetry())
          .agent("guide")
          .run(() -> client.callTool(new CallToolRequest("weather", Map.of("city", "Bergen"))));
    } finally {
      client.closeGracefully();
      on.uninstrument();
    }
    SpanData tool = telemetry.trace().span("weather");
    String[] forecast = awaitLine(ServerProgram.SPAN + "forecast").strip().split(" ");
    String[] served = awaitLine(ServerProgram.SPAN + "weather").strip().split(" ");
    assertThat(served[0]).isEqualTo(tool.getTraceId());
    assertThat(served[2]).isEqualTo(tool.getSpanId());
    assertThat(forecast[0]).isEqualTo(tool.getTraceId());
    assertThat(forecast[2]).isEqualTo(served[1]);
    assertThat(String.join(" ", served)).endsWith(" TOOL SERVER OK sunny in Bergen");
    assertThat(String.join(" ", forecast)).endsWith(" CHAIN INTERNAL OK null");
    assertThat(tool.getKind()).isEqualTo(SpanKind.CLIENT);
    assertThat(tool.getAttributes().get(AttributeKey.stringKey("output.value")))
        .isEqualTo("sunny in Bergen");
  }

  private static Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(JAVA));
    command.addAll(command(arguments));
    return new ProcessBuilder(command).start();
  }

  private void pump(Process process) {
    Thread thread = new Thread(() -> reader(process.getErrorStream()).lines().forEach(errors::add));
    thread.setDaemon(true);
    thread.start();
  }

  private static BufferedReader reader(java.io.InputStream stream) {
    return new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
  }

  /** Waits for a line of standard error, and returns the rest of the line. */
  private String awaitLine(String prefix) throws InterruptedException {
    List<String> seen = new ArrayList<>();
    while (true) {
      String line = errors.poll(20, TimeUnit.SECONDS);
      assertThat(line).as("%s in %s", prefix, seen).isNotNull();
      if (line.startsWith(prefix)) {
        return line.substring(prefix.length());
      }
      seen.add(line);
    }
  }
}
