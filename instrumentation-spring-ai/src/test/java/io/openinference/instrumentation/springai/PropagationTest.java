// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.micrometer.observation.contextpropagation.ObservationThreadLocalAccessor;
import io.openinference.instrumentation.OpenInference;
import io.opentelemetry.context.Scope;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.client.advisor.vectorstore.QuestionAnswerAdvisor;
import org.springframework.ai.embedding.EmbeddingModel;
import org.springframework.ai.vectorstore.SimpleVectorStore;
import reactor.core.publisher.Hooks;

/** Streams where Reactor carries the observation to its threads. */
class PropagationTest extends AbstractSpringAITest {

  @BeforeEach
  void propagate() {
    ObservationThreadLocalAccessor.getInstance().setObservationRegistry(registry);
    Hooks.enableAutomaticContextPropagation();
  }

  @AfterEach
  void stopPropagation() {
    Hooks.disableAutomaticContextPropagation();
  }

  @Test
  void aRetrievalOfAStreamIsInItsTrace() {
    server.handler(
        request ->
            request.path().endsWith("/embeddings")
                ? Replies.embeddings(1)
                : Replies.streamedText("It is ", "sunny."));
    EmbeddingModel embeddings = Models.embedding(server.baseUrl(), registry);
    embeddings.dimensions();
    telemetry.clear();
    SimpleVectorStore store =
        SimpleVectorStore.builder(embeddings).observationRegistry(registry).build();

    try (Scope ignored = OpenInference.usingSession("session-7")) {
      client()
          .mutate()
          .defaultAdvisors(QuestionAnswerAdvisor.builder(store).build())
          .build()
          .prompt("returns?")
          .stream()
          .content()
          .collectList()
          .block();
    }
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN ChatClient
              RETRIEVER simple
                EMBEDDING CreateEmbeddings
              LLM gpt-5-mini
            """);
    assertThat(telemetry.spans())
        .allSatisfy(span -> assertThat(span).hasAttribute("session.id", "session-7"));
  }

  @Test
  void aStreamWithToolsHasTheSameTree() {
    server.enqueue(
        Replies.streamedTools(Replies.call("call_1", "weather", "{}")),
        Replies.streamedText("It is ", "sunny."));

    client().prompt("How?").tools(new WeatherTools()).stream().content().collectList().block();
    telemetry.awaitSpans(4);

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT ChatClient
              LLM gpt-5-mini
              TOOL weather
              LLM gpt-5-mini
            """);
  }
}
