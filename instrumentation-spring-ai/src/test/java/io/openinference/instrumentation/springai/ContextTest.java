// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;

/** Scopes, sessions and parents around requests to a chat client. */
class ContextTest extends AbstractSpringAITest {

  private static final String TREE =
      """
      AGENT ChatClient
        LLM gpt-5-mini
        TOOL weather
        LLM gpt-5-mini
      """;

  private static String ask(ChatClient client, String conversation, boolean stream) {
    ChatClient.ChatClientRequestSpec request =
        client
            .prompt("How?")
            .tools(new WeatherTools())
            .advisors(advisors -> advisors.param(ChatMemory.CONVERSATION_ID, conversation));
    return stream
        ? String.join("", request.stream().content().collectList().block())
        : request.call().content();
  }

  private void answerWithTool(boolean stream) {
    String call = Replies.call("call_1", "weather", "{}");
    server.enqueue(stream ? Replies.streamedTools(call) : Replies.tools(call));
    server.enqueue(stream ? Replies.streamedText("It is ", "sunny.") : Replies.text("Sunny."));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesTheConversationTheSession(boolean stream) {
    answerWithTool(stream);

    ask(client(), "conversation-7", stream);

    assertThat(telemetry.awaitSpans(4))
        .hasSize(4)
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "conversation-7"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void prefersTheSessionOfAScope(boolean stream) {
    answerWithTool(stream);

    try (Scope session = OpenInference.usingSession("session-8");
        Scope user = OpenInference.usingUser("user-9");
        Scope project = OpenInference.usingProject("project-1");
        Scope tags = OpenInference.usingTags("blue");
        Scope metadata = OpenInference.usingMetadata(Map.of("plan", "free"))) {
      ask(client(), "conversation-7", stream);
    }

    assertThat(telemetry.awaitSpans(4))
        .hasSize(4)
        .allSatisfy(
            span ->
                assertThat(span)
                    .hasAttribute("session.id", "session-8")
                    .hasAttribute("user.id", "user-9")
                    .hasAttribute("openinference.project.name", "project-1")
                    .hasAttribute("metadata", "{\"plan\":\"free\"}"));
    assertThat(telemetry.trace()).hasTree(TREE);
  }

  @Test
  void makesNoSessionOfTheDefaultConversation() {
    answerWithTool(false);

    ask(client(), "default", false);

    assertThat(telemetry.spans())
        .hasSize(4)
        .allSatisfy(span -> assertThat(span).doesNotHaveAttribute("session.id"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void makesNoSpanWhereTracingIsSuppressed(boolean stream) {
    answerWithTool(stream);

    try (Scope ignored = OpenInference.suppressTracing()) {
      ask(client(), "conversation-7", stream);
    }

    assertThat(telemetry.spans()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void putsAllSpansBelowTheCaller(boolean stream) {
    answerWithTool(stream);

    Span caller = telemetry.openTelemetry().getTracer("test").spanBuilder("GET /ask").startSpan();
    try (Scope ignored = caller.makeCurrent()) {
      ask(client(), "default", stream);
    }
    telemetry.awaitSpans(4);
    caller.end();

    assertThat(telemetry.trace())
        .hasTree(
            """
            UNKNOWN GET /ask
              AGENT ChatClient
                LLM gpt-5-mini
                TOOL weather
                LLM gpt-5-mini
            """);
  }

  @Test
  void givesEqualRequestsAtOneTimeTheirOwnTraces() throws Exception {
    server.handler(request -> Replies.text("It is sunny."));
    ChatClient client = client();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    List<Future<String>> answers = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      answers.add(threads.submit(() -> client.prompt("How?").call().content()));
    }
    for (Future<String> answer : answers) {
      assertThat(answer.get()).isEqualTo("It is sunny.");
    }
    threads.shutdown();

    assertThat(telemetry.traces())
        .hasSize(20)
        .allSatisfy(
            trace ->
                assertThat(trace)
                    .hasTree(
                        """
                        CHAIN ChatClient
                          LLM gpt-5-mini
                        """));
  }
}
