// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.Content;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.output.FinishReason;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.output.TokenUsage;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterProperty;
import net.jqwik.api.lifecycle.BeforeProperty;

/** Messages and responses of all kinds, and models that break their contract. */
class LangChain4jFuzzTest {

  private Telemetry telemetry;

  @BeforeProperty
  void start() {
    telemetry = new Telemetry();
  }

  @AfterProperty
  void stop() {
    telemetry.close();
  }

  private LangChain4jInstrumentor instrumentor(TraceConfig config) {
    return LangChain4jInstrumentor.builder(telemetry.openTelemetry()).config(config).build();
  }

  @Property
  void chat(
      @ForAll("configs") TraceConfig config,
      @ForAll("messages") List<ChatMessage> messages,
      @ForAll("responses") ChatResponse response) {
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            return response;
          }
        };
    ChatModel wrapped = instrumentor(config).wrap(model);

    var spans =
        telemetry.check(
            () -> {
              Outcome expected = Outcome.of(seen -> seen.accept(model.chat(messages)));
              assertThat(Outcome.of(seen -> seen.accept(wrapped.chat(messages))))
                  .isEqualTo(expected);
            });

    assertThat(spans).hasSize(1);
  }

  @Property
  void stream(
      @ForAll("configs") TraceConfig config,
      @ForAll("messages") List<ChatMessage> messages,
      @ForAll("steps") List<Step> steps,
      @ForAll("responses") ChatResponse response) {
    StreamingChatModel model =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            steps.forEach(step -> step.take(handler));
            handler.onCompleteResponse(response);
          }
        };
    StreamingChatModel wrapped = instrumentor(config).wrap(model);

    var spans =
        telemetry.check(
            () -> {
              Outcome expected = Outcome.of(seen -> model.chat(messages, new Seen(seen::accept)));
              assertThat(Outcome.of(seen -> wrapped.chat(messages, new Seen(seen::accept))))
                  .isEqualTo(expected);
            });

    assertThat(spans).hasSize(1);
  }

  @Property
  void embeddings(
      @ForAll("configs") TraceConfig config,
      @ForAll("texts") List<String> texts,
      @ForAll List<float[]> vectors,
      @ForAll("usages") TokenUsage usage) {
    List<Embedding> embeddings = vectors.stream().map(Embedding::from).toList();
    List<TextSegment> segments = new ArrayList<>();
    texts.forEach(text -> segments.add(text.isEmpty() ? null : TextSegment.from(text + "x")));
    EmbeddingModel model =
        new EmbeddingModel() {
          @Override
          public Response<List<Embedding>> embedAll(List<TextSegment> all) {
            return Response.from(embeddings, usage);
          }
        };
    EmbeddingModel wrapped = instrumentor(config).wrap(model);

    var spans =
        telemetry.check(
            () ->
                assertThat(wrapped.embedAll(segments).content())
                    .isEqualTo(model.embedAll(segments).content()));

    assertThat(spans).hasSize(1);
  }

  @Provide
  Arbitrary<TraceConfig> configs() {
    return Configs.any();
  }

  @Provide
  Arbitrary<List<String>> texts() {
    return RandomData.text().list().ofMaxSize(5);
  }

  @Provide
  Arbitrary<List<ChatMessage>> messages() {
    Arbitrary<String> text = RandomData.text();
    Arbitrary<Map<String, Object>> map = RandomData.jsonObject();
    return Arbitraries.oneOf(
            made(text, SystemMessage::from),
            made(contents(), UserMessage::from),
            aiMessages().map(ChatMessage.class::cast),
            made(map, CustomMessage::from),
            Combinators.combine(text.injectNull(0.3), text)
                .as(
                    (id, result) ->
                        orSystem(() -> ToolExecutionResultMessage.from(id, id, result))))
        .list()
        .ofMinSize(1)
        .ofMaxSize(4);
  }

  private static <T> Arbitrary<ChatMessage> made(
      Arbitrary<T> parts, Function<T, ChatMessage> maker) {
    return parts.map(part -> orSystem(() -> maker.apply(part)));
  }

  /** Some messages LangChain4j itself refuses to make. */
  private static ChatMessage orSystem(Supplier<ChatMessage> maker) {
    try {
      return maker.get();
    } catch (RuntimeException | StackOverflowError refused) {
      return SystemMessage.from("refused");
    }
  }

  private static Arbitrary<List<Content>> contents() {
    Arbitrary<String> text = RandomData.text().map(data -> data + "x");
    Arbitrary<Content> content =
        Arbitraries.oneOf(
            text.map(TextContent::from),
            text.map(data -> ImageContent.from(data, "image/png")),
            text.map(data -> ImageContent.from(data, data)),
            text.map(data -> AudioContent.from(data, "audio/wav")));
    return content.list().ofMinSize(1).ofMaxSize(4);
  }

  private static Arbitrary<AiMessage> aiMessages() {
    Arbitrary<String> text = RandomData.text().injectNull(0.3);
    Arbitrary<ToolExecutionRequest> call =
        Combinators.combine(text, text, text)
            .as(
                (id, name, arguments) ->
                    ToolExecutionRequest.builder().id(id).name(name).arguments(arguments).build());
    return Combinators.combine(text, text, call.list().ofMaxSize(3), RandomData.jsonObject())
        .as(
            (answer, thinking, calls, attributes) ->
                AiMessage.builder()
                    .text(answer)
                    .thinking(thinking)
                    .toolExecutionRequests(calls)
                    .attributes(attributes)
                    .build());
  }

  @Provide
  Arbitrary<TokenUsage> usages() {
    Arbitrary<Integer> count = Arbitraries.integers().injectNull(0.3);
    return Combinators.combine(count, count, count).as(TokenUsage::new).injectNull(0.2);
  }

  @Provide
  Arbitrary<ChatResponse> responses() {
    return Combinators.combine(
            aiMessages(),
            RandomData.text().injectNull(0.2),
            usages(),
            Arbitraries.of(FinishReason.class).injectNull(0.2))
        .as(
            (message, name, usage, reason) ->
                ChatResponse.builder()
                    .aiMessage(message)
                    .id(name)
                    .modelName(name)
                    .tokenUsage(usage)
                    .finishReason(reason)
                    .build())
        .injectNull(0.05);
  }

  @Provide
  Arbitrary<List<Step>> steps() {
    Arbitrary<String> text = RandomData.text();
    return Arbitraries.oneOf(
            text.map(part -> new Step(part, h -> h.onPartialResponse(part))),
            text.filter(part -> !part.isEmpty())
                .map(part -> new Step(part, h -> h.onPartialThinking(new PartialThinking(part)))),
            text.map(part -> new Step("error", h -> h.onError(new RuntimeException(part)))),
            responses().map(whole -> new Step("whole", h -> h.onCompleteResponse(whole))))
        .list()
        .ofMaxSize(6);
  }

  /** A call of the handler by a model. */
  private record Step(String name, Consumer<StreamingChatResponseHandler> call) {
    void take(StreamingChatResponseHandler handler) {
      call.accept(handler);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  /** Hands over what an application's handler sees. */
  private record Seen(Consumer<Object> values) implements StreamingChatResponseHandler {

    @Override
    public void onPartialResponse(String part) {
      values.accept(part);
    }

    @Override
    public void onCompleteResponse(ChatResponse response) {
      values.accept(response == null ? "null" : response);
    }

    @Override
    public void onError(Throwable error) {
      values.accept(error.toString());
    }
  }
}
