// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.StubServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.model.tool.ToolCallingManager;
import reactor.core.publisher.Hooks;

/** Spring AI 2 calls openai-java, which is traced as well: one model call is one LLM span. */
class OpenAIJavaTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final ObservationRegistry registry = ObservationRegistry.create();
  private StubServer server;
  private OpenAIInstrumentor below;
  private SpringAIInstrumentor above;

  @BeforeEach
  void instrumentBoth() {
    server = StubServer.start();
    registry.observationConfig().observationHandler(context -> true);
    below = OpenAIInstrumentor.instrument(telemetry.openTelemetry());
    above = SpringAIInstrumentor.instrument(telemetry.openTelemetry());
  }

  @AfterEach
  void stop() {
    above.uninstrument();
    below.uninstrument();
    server.close();
  }

  private ChatClient client() {
    ToolCallingManager tools = ToolCallingManager.builder().observationRegistry(registry).build();
    return Models.client(Models.chat(server.baseUrl(), registry, tools, 1), registry, tools)
        .build();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void isOneSpan(boolean stream) {
    server.enqueue(
        stream ? Replies.streamedText("It is ", "sunny.") : Replies.text("It is sunny."));

    ChatClient.ChatClientRequestSpec request = client().prompt("How?");
    String answer =
        stream
            ? String.join("", request.stream().content().collectList().block())
            : request.call().content();
    telemetry.awaitSpans(2);

    assertThat(answer).isEqualTo("It is sunny.");
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
    assertThat(telemetry.trace().root()).hasNoAttributeStartingWith("llm.token_count");
    assertThat(telemetry.trace().span("gpt-5-mini"))
        .hasAttribute("llm.input_messages.0.message.content", "How?")
        .hasAttribute("llm.output_messages.0.message.content", "It is sunny.")
        .hasAttribute("llm.token_count.prompt", 20L)
        .hasAttribute("llm.token_count.total", 29L);
  }

  @Test
  void isOneSpanWhereSpringAIHasNoRegistry() {
    server.enqueue(Replies.text("It is sunny."));
    ToolCallingManager tools = ToolCallingManager.builder().build();

    ChatClient.create(Models.chat(server.baseUrl(), ObservationRegistry.NOOP, tools, 1))
        .prompt("How?")
        .call()
        .content();

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }

  @Test
  void isOneSpanOfAStreamWithTheHandlerAloneAndPropagation() {
    above.uninstrument();
    registry
        .observationConfig()
        .observationHandler(
            SpringAIInstrumentor.create(telemetry.openTelemetry()).observationHandler());
    ObservationThreadLocalAccessor.getInstance().setObservationRegistry(registry);
    Hooks.enableAutomaticContextPropagation();
    try {
      server.enqueue(Replies.streamedText("It is ", "sunny."));

      client().prompt("How?").stream().content().collectList().block();
      telemetry.awaitSpans(2);
    } finally {
      Hooks.disableAutomaticContextPropagation();
    }

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              LLM gpt-5-mini
            """);
  }
}
