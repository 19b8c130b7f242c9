// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.memory.ChatMemory;
import org.springframework.ai.chat.messages.UserMessage;

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

  /** The sampler sees the spans and drops them. Nobody reads what they would hold. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void readsNothingWhereASamplerDropsTheSpans(boolean stream) {
    answerWithTool(stream);
    Set<String> read = ConcurrentHashMap.newKeySet();
    try (OpenTelemetrySdk unsampled =
        OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder().setSampler(Sampler.alwaysOff()).build())
            .build()) {
      instrument(SpringAIInstrumentor.create(unsampled));

      ChatClient.ChatClientRequestSpec request =
          client().prompt().messages(new WatchedMessage(read)).tools(new WeatherTools());
      String answer =
          stream
              ? String.join("", request.stream().content().collectList().block())
              : request.call().content();

      assertThat(answer).contains("unny.");
    }
    assertThat(read).isEmpty();
    assertThat(telemetry.spans()).isEmpty();
  }

  /** Remembers who of this project has read its text. */
  private static final class WatchedMessage extends UserMessage {

    private final Set<String> readers;

    WatchedMessage(Set<String> readers) {
      super("How?");
      this.readers = readers;
    }

    @Override
    public String getText() {
      if (readers != null) {
        StackWalker.getInstance()
            .walk(frames -> frames.skip(1).map(StackWalker.StackFrame::getClassName).findFirst())
            .filter(reader -> reader.startsWith("io.openinference."))
            .ifPresent(readers::add);
      }
      return super.getText();
    }
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
