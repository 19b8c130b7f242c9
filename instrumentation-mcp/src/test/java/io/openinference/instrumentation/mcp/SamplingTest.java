// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.modelcontextprotocol.client.McpAsyncClient;
import io.modelcontextprotocol.client.McpSyncClient;
import io.modelcontextprotocol.spec.McpSchema.CallToolResult;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageRequest;
import io.modelcontextprotocol.spec.McpSchema.CreateMessageResult;
import io.modelcontextprotocol.spec.McpSchema.Role;
import io.modelcontextprotocol.spec.McpSchema.SamplingMessage;
import io.modelcontextprotocol.spec.McpSchema.TextContent;
import io.openinference.testing.OpenInferenceExtension;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A client that a server asks answers in the context of the server. */
class SamplingTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void asynchronousClient() {
    try (ToolFixture fixture = fixture()) {
      McpAsyncClient client = fixture.asyncClient(Duration.ofSeconds(20));

      CallToolResult result =
          fixture.tracer.tool("caller").call(() -> client.callTool(ToolFixture.request()).block());

      assertThat(PipedFixture.text(result)).isEqualTo("fine");
      assertTree();
    }
  }

  @Test
  void synchronousClient() {
    try (ToolFixture fixture = fixture()) {
      McpSyncClient client = fixture.syncClient();

      fixture.tracer.tool("caller").run(() -> client.callTool(ToolFixture.request()));

      assertTree();
    }
  }

  /** Opens a server whose tool asks the model of the client. */
  private static ToolFixture fixture() {
    return new ToolFixture(
        telemetry.openTelemetry(),
        (exchange, request) -> {
          CreateMessageResult sampled =
              exchange.createMessage(
                  CreateMessageRequest.builder()
                      .messages(
                          List.of(new SamplingMessage(Role.USER, new TextContent("How is it?"))))
                      .maxTokens(10)
                      .build());
          return ToolFixture.result(((TextContent) sampled.content()).text());
        });
  }

  private static void assertTree() {
    telemetry.awaitSpans(3);
    assertThat(telemetry.trace())
        .hasTree(
            """
            TOOL caller
              TOOL weather
                LLM sample
            """);
  }
}
