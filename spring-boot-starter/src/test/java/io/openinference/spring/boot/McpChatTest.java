// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import io.openinference.testing.StubServer;
import io.opentelemetry.api.trace.SpanKind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.tool.ToolCallbackProvider;
import org.springframework.ai.tool.method.MethodToolCallbackProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** A chat client whose tool is one of an MCP server in another application. */
class McpChatTest {

  private static OtlpReceiver receiver;
  private static StubServer model;
  private static BootApplication server;
  private static BootApplication client;

  @BeforeAll
  static void start() {
    receiver = OtlpReceiver.start();
    model = ShopModel.start();
    server =
        BootApplication.start(
            "servlet",
            List.of(Server.class),
            "openinference.endpoint=" + receiver.endpoint(),
            "openinference.batching=false",
            "spring.ai.mcp.server.enabled=true",
            "spring.ai.mcp.server.protocol=STREAMABLE");
    List<String> properties = new ArrayList<>(List.of(OpenAIShop.properties(model.baseUrl())));
    properties.add("openinference.endpoint=" + receiver.endpoint());
    properties.add("openinference.batching=false");
    properties.add("spring.ai.mcp.client.enabled=true");
    properties.add("spring.ai.mcp.client.request-timeout=60s");
    properties.add(
        "spring.ai.mcp.client.streamable-http.connections.orders.url=http://localhost:"
            + server.context().getEnvironment().getProperty("local.server.port"));
    client =
        BootApplication.start("none", List.of(Client.class), properties.toArray(String[]::new));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
    receiver.close();
    model.close();
  }

  @BeforeEach
  void clear() {
    receiver.clear();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void theToolOfTheServerIsBelowTheToolOfTheClient(boolean stream) {
    assertThat(client.context().getBean(Client.class).ask(stream)).isEqualTo("delivered");

    List<ReceivedSpan> spans = ReceivedTree.await(receiver, "ChatClient", 5);
    assertThat(ReceivedTree.withoutRequests(spans))
        .isEqualTo(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL orderStatus
                TOOL orderStatus
              LLM gpt-5-mini
            """);
    assertThat(spans)
        .filteredOn(span -> span.name().equals("orderStatus"))
        .extracting(ReceivedSpan::kind)
        .containsExactlyInAnyOrder(SpanKind.INTERNAL, SpanKind.SERVER);
    assertThat(spans)
        .filteredOn(span -> span.name().equals("orderStatus"))
        .allSatisfy(
            span ->
                assertThat(span.attributes())
                    .containsEntry("tool.name", "orderStatus")
                    .containsKeys("tool.description", "tool.json_schema", "output.value")
                    .containsEntry("input.value", "{\"number\":\"1042\"}"));
    assertThat(
            spans.stream()
                .filter(span -> span.name().equals("orderStatus"))
                .filter(span -> span.attributes().containsKey("tool.id")))
        .singleElement()
        .satisfies(span -> assertThat(span.kind()).isEqualTo(SpanKind.INTERNAL));
  }

  @Configuration(proxyBeanMethods = false)
  static class Server {

    @Bean
    ToolCallbackProvider orders() {
      return MethodToolCallbackProvider.builder().toolObjects(new OpenAIShop.OrderTools()).build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Client {

    private final ChatClient chat;

    Client(ChatClient.Builder builder, ToolCallbackProvider tools) {
      this.chat = builder.defaultToolCallbacks(tools).build();
    }

    String ask(boolean stream) {
      ChatClient.ChatClientRequestSpec request = chat.prompt("Where is 1042?");
      return stream
          ? String.join("", request.stream().content().collectList().block())
          : request.call().content();
    }
  }
}
