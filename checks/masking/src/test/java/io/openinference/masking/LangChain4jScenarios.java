// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.data.audio.Audio;
import dev.langchain4j.data.document.Metadata;
import dev.langchain4j.data.embedding.Embedding;
import dev.langchain4j.data.image.Image;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.AudioContent;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.CustomMessage;
import dev.langchain4j.data.message.ImageContent;
import dev.langchain4j.data.message.PdfFileContent;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.TextContent;
import dev.langchain4j.data.message.ToolExecutionResultMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.message.VideoContent;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.guardrail.InputGuardrail;
import dev.langchain4j.guardrail.InputGuardrailResult;
import dev.langchain4j.guardrail.OutputGuardrail;
import dev.langchain4j.guardrail.OutputGuardrailResult;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.json.JsonObjectSchema;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.PartialThinking;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.moderation.Moderation;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.output.Response;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.ContentMetadata;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.store.embedding.EmbeddingSearchRequest;
import dev.langchain4j.store.embedding.inmemory.InMemoryEmbeddingStore;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Parts of LangChain4j, with models that answer what they are told. */
final class LangChain4jScenarios {

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("chat model", LangChain4jScenarios::chat);
    scenarios.put("chat model that calls tools", LangChain4jScenarios::chatWithToolCalls);
    scenarios.put("streaming chat model", LangChain4jScenarios::streaming);
    scenarios.put("stream that fails", LangChain4jScenarios::failingStream);
    scenarios.put("chat model that fails", LangChain4jScenarios::failingChat);
    scenarios.put("AI service", LangChain4jScenarios::service);
    scenarios.put("chat model with a method of its own", LangChain4jScenarios::chatOfStrings);
    scenarios.put("AI service with a structured answer", LangChain4jScenarios::structuredService);
    scenarios.put("AI service that is cancelled", LangChain4jSteps::cancelledStream);
    scenarios.put("retrieval augmentor", LangChain4jSteps::augmentor);
    scenarios.put("content aggregator", LangChain4jSteps::aggregator);
    scenarios.put("AI service with a tool", LangChain4jScenarios::serviceWithTool);
    scenarios.put("embedding model", LangChain4jScenarios::embedding);
    scenarios.put("embedding model, several texts", LangChain4jScenarios::embeddings);
    scenarios.put("content retriever", LangChain4jScenarios::retriever);
    scenarios.put("embedding store", LangChain4jScenarios::store);
    scenarios.put("scoring model", LangChain4jScenarios::scoring);
    scenarios.put("moderation model", LangChain4jScenarios::moderation);
    scenarios.put("language model", LangChain4jScenarios::language);
    scenarios.put("image model", LangChain4jScenarios::image);
    scenarios.put("tool executor", LangChain4jScenarios::tool);
    return scenarios;
  }

  private static List<ChatMessage> messages(Secrets secrets) {
    ToolExecutionRequest call = toolCall(secrets.text(Position.INPUT_ARGUMENTS));
    return List.of(
        SystemMessage.from(secrets.text(Position.INPUT_TEXT)),
        UserMessage.from(
            secrets.text(Position.INPUT_NAME),
            TextContent.from(secrets.text(Position.INPUT_TEXT)),
            ImageContent.from(secrets.link(Position.INPUT_LINK)),
            ImageContent.from(secrets.base64(Position.INPUT_IMAGE), "image/png"),
            AudioContent.from(
                Audio.builder()
                    .base64Data(secrets.base64(Position.INPUT_AUDIO))
                    .mimeType("audio/wav")
                    .build()),
            VideoContent.from(secrets.link(Position.INPUT_VIDEO)),
            PdfFileContent.from(secrets.link(Position.INPUT_FILE_TEXT)),
            PdfFileContent.from(secrets.base64(Position.INPUT_FILE), "application/pdf")),
        AiMessage.builder()
            .text(secrets.text(Position.INPUT_TEXT))
            .thinking(secrets.text(Position.INPUT_REASONING))
            .attributes(Map.of("thinking_signature", secrets.word(Position.INPUT_ENCRYPTED)))
            .toolExecutionRequests(List.of(call))
            .build(),
        ToolExecutionResultMessage.from(call, secrets.text(Position.INPUT_TEXT)),
        CustomMessage.from(Map.of("note", secrets.text(Position.INPUT_TEXT))),
        UserMessage.from(secrets.text(Position.INPUT_TEXT)));
  }

  private static ToolExecutionRequest toolCall(String arguments) {
    return ToolExecutionRequest.builder().id("call-1").name("find").arguments(arguments).build();
  }

  private static ChatRequest request(Secrets secrets) {
    return ChatRequest.builder()
        .messages(messages(secrets))
        .modelName("model")
        .stopSequences(List.of(secrets.text(Position.PARAMETER)))
        .toolSpecifications(
            ToolSpecification.builder()
                .name("find")
                .description(secrets.text(Position.TOOL_DEFINITION))
                .build())
        .build();
  }

  private static ChatModel answering(Function<ChatRequest, AiMessage> answers) {
    return new ChatModel() {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        return ChatResponse.builder().aiMessage(answers.apply(request)).build();
      }
    };
  }

  private static void chat(Application application, Secrets secrets) {
    AiMessage answer =
        AiMessage.builder()
            .text(secrets.text(Position.OUTPUT_TEXT))
            .thinking(secrets.text(Position.OUTPUT_REASONING))
            .attributes(
                Map.of(
                    "thinking_signature",
                    secrets.word(Position.OUTPUT_ENCRYPTED),
                    "redacted_thinking",
                    List.of(secrets.word(Position.OUTPUT_ENCRYPTED)),
                    AiMessage.GENERATED_IMAGES_KEY,
                    List.of(
                        Image.builder()
                            .base64Data(secrets.base64(Position.OUTPUT_IMAGE))
                            .mimeType("image/png")
                            .build())))
            .build();
    application.langChain4j().wrap(answering(r -> answer)).chat(request(secrets));
  }

  private static void chatWithToolCalls(Application application, Secrets secrets) {
    AiMessage answer =
        AiMessage.builder()
            .text(secrets.text(Position.OUTPUT_TEXT))
            .thinking(secrets.text(Position.OUTPUT_REASONING))
            .toolExecutionRequests(List.of(toolCall(secrets.text(Position.OUTPUT_ARGUMENTS))))
            .build();
    application.langChain4j().wrap(answering(r -> answer)).chat(messages(secrets));
  }

  private static void streaming(Application application, Secrets secrets) {
    String text = secrets.text(Position.OUTPUT_TEXT);
    stream(
        application,
        secrets,
        handler -> {
          handler.onPartialResponse(text);
          handler.onCompleteResponse(
              ChatResponse.builder().aiMessage(AiMessage.from(text)).build());
        });
  }

  private static void failingStream(Application application, Secrets secrets) {
    stream(
        application,
        secrets,
        handler -> {
          handler.onPartialThinking(new PartialThinking(secrets.text(Position.OUTPUT_REASONING)));
          handler.onPartialResponse(secrets.text(Position.OUTPUT_TEXT));
          handler.onError(new IllegalStateException(secrets.text(Position.EXCEPTION)));
        });
  }

  private static void stream(Application application, Secrets secrets, Events events) {
    StreamingChatModel model =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            events.send(handler);
          }
        };
    application
        .langChain4j()
        .wrap(model)
        .chat(
            request(secrets),
            new StreamingChatResponseHandler() {
              @Override
              public void onCompleteResponse(ChatResponse response) {}

              @Override
              public void onError(Throwable error) {}
            });
  }

  private static void failingChat(Application application, Secrets secrets) {
    ChatModel model =
        answering(
            request -> {
              throw new IllegalStateException(secrets.text(Position.EXCEPTION));
            });
    try {
      application.langChain4j().wrap(model).chat(secrets.text(Position.INPUT_TEXT));
    } catch (IllegalStateException expected) {
      // It is what is recorded.
    }
  }

  private static void service(Application application, Secrets secrets) {
    var instrumentor = application.langChain4j();
    ChatModel model = answering(r -> AiMessage.from(secrets.text(Position.OUTPUT_TEXT)));
    Assistant assistant =
        AiServices.builder(Assistant.class)
            .registerListeners(instrumentor.aiServiceListeners())
            .chatModel(instrumentor.wrap(model))
            .systemMessageProvider(id -> secrets.text(Position.INPUT_TEXT))
            .inputGuardrails(new Rewriting())
            .outputGuardrails(new RewritingAnswer())
            .build();
    assistant.ask(secrets.text(Position.INPUT_TEXT));
    assistant.answer(secrets.text(Position.INPUT_TEXT));
  }

  private static void chatOfStrings(Application application, Secrets secrets) {
    ChatModel model =
        new ChatModel() {
          @Override
          public String chat(String question) {
            return secrets.text(Position.OUTPUT_TEXT);
          }
        };
    application.langChain4j().wrap(model).chat(secrets.text(Position.INPUT_TEXT));
  }

  private static void structuredService(Application application, Secrets secrets) {
    var instrumentor = application.langChain4j();
    String json = "{\"text\":\"" + secrets.word(Position.OUTPUT_TEXT) + "\"}";
    AiServices.builder(Assistant.class)
        .registerListeners(instrumentor.aiServiceListeners())
        .chatModel(instrumentor.wrap(answering(request -> AiMessage.from(json))))
        .build()
        .note(secrets.text(Position.INPUT_TEXT));
  }

  private static void serviceWithTool(Application application, Secrets secrets) {
    var instrumentor = application.langChain4j();
    ChatModel model =
        answering(
            request ->
                request.messages().size() == 1
                    ? AiMessage.from(toolCall("{}"))
                    : AiMessage.from(secrets.text(Position.OUTPUT_TEXT)));
    ToolSpecification tool =
        ToolSpecification.builder()
            .name("find")
            .description(secrets.text(Position.TOOL_DEFINITION))
            .parameters(
                JsonObjectSchema.builder()
                    .addStringProperty("id", secrets.text(Position.TOOL_DEFINITION))
                    .build())
            .build();
    ToolExecutor executor = (request, memoryId) -> "found";
    AiServices.builder(Assistant.class)
        .registerListeners(instrumentor.aiServiceListeners())
        .chatModel(instrumentor.wrap(model))
        .tools(Map.of(tool, instrumentor.wrap(executor)))
        .build()
        .ask(secrets.text(Position.INPUT_TEXT));
  }

  private static void embedding(Application application, Secrets secrets) {
    application
        .langChain4j()
        .wrap(embeddingModel(secrets))
        .embed(secrets.text(Position.EMBEDDED_TEXT));
  }

  private static void embeddings(Application application, Secrets secrets) {
    application
        .langChain4j()
        .wrap(embeddingModel(secrets))
        .embedAll(
            List.of(
                TextSegment.from(secrets.text(Position.EMBEDDED_TEXT)),
                TextSegment.from(secrets.text(Position.EMBEDDED_TEXT))));
  }

  private static EmbeddingModel embeddingModel(Secrets secrets) {
    return new EmbeddingModel() {
      @Override
      public Response<List<Embedding>> embedAll(List<TextSegment> segments) {
        return Response.from(
            segments.stream()
                .map(segment -> Embedding.from(secrets.vector(Position.VECTOR)))
                .toList());
      }
    };
  }

  private static TextSegment document(Secrets secrets) {
    String secret = secrets.text(Position.DOCUMENT);
    return TextSegment.from(secret, Metadata.from("title", secret));
  }

  private static void retriever(Application application, Secrets secrets) {
    dev.langchain4j.rag.content.Content content =
        dev.langchain4j.rag.content.Content.from(
            document(secrets),
            Map.of(ContentMetadata.EMBEDDING_ID, secrets.text(Position.DOCUMENT_ID)));
    ContentRetriever retriever = query -> List.of(content);
    application
        .langChain4j()
        .wrap(retriever)
        .retrieve(Query.from(secrets.text(Position.INPUT_VALUE)));
  }

  private static void store(Application application, Secrets secrets) {
    Embedding embedding = Embedding.from(new float[] {1, 0});
    InMemoryEmbeddingStore<TextSegment> store = new InMemoryEmbeddingStore<>();
    store.addAll(
        List.of(secrets.text(Position.DOCUMENT_ID)),
        List.of(embedding),
        List.of(document(secrets)));
    application
        .langChain4j()
        .wrap(store)
        .search(EmbeddingSearchRequest.builder().queryEmbedding(embedding).build());
  }

  private static void scoring(Application application, Secrets secrets) {
    ScoringModel model =
        (segments, query) -> Response.from(segments.stream().map(s -> 0.5).toList());
    application
        .langChain4j()
        .wrap(model)
        .scoreAll(
            List.of(TextSegment.from(secrets.text(Position.RERANKED_INPUT))),
            secrets.text(Position.QUERY));
  }

  private static void moderation(Application application, Secrets secrets) {
    String text = secrets.text(Position.INPUT_TEXT);
    ModerationModel model =
        new ModerationModel() {
          @Override
          public Response<Moderation> moderate(String moderated) {
            return Response.from(Moderation.flagged(text));
          }

          @Override
          public Response<Moderation> moderate(List<ChatMessage> messages) {
            return Response.from(Moderation.flagged(text));
          }
        };
    application.langChain4j().wrap(model).moderate(text);
    application
        .langChain4j()
        .wrap(model)
        .moderate(List.of(UserMessage.from(text), UserMessage.from(text)));
  }

  private static void language(Application application, Secrets secrets) {
    LanguageModel model = prompt -> Response.from(secrets.text(Position.CHOICE));
    application.langChain4j().wrap(model).generate(secrets.text(Position.PROMPT));
  }

  private static void image(Application application, Secrets secrets) {
    Image generated =
        Image.builder()
            .base64Data(secrets.base64(Position.OUTPUT_IMAGE))
            .mimeType("image/png")
            .build();
    ImageModel model =
        new ImageModel() {
          @Override
          public Response<Image> generate(String prompt) {
            return Response.from(generated);
          }

          @Override
          public Response<Image> edit(Image image, String prompt) {
            return Response.from(generated);
          }
        };
    ImageModel traced = application.langChain4j().wrap(model);
    traced.generate(secrets.text(Position.INPUT_TEXT));
    Image original =
        Image.builder()
            .base64Data(secrets.base64(Position.INPUT_IMAGE))
            .mimeType("image/png")
            .build();
    traced.edit(original, secrets.text(Position.INPUT_TEXT));
  }

  private static void tool(Application application, Secrets secrets) {
    ToolExecutor executor = (request, memoryId) -> secrets.text(Position.TOOL_RESULT);
    application
        .langChain4j()
        .wrap(executor)
        .execute(toolCall(secrets.text(Position.TOOL_ARGUMENTS)), "memory");
  }

  private LangChain4jScenarios() {}

  /** The events that a model streams. */
  private interface Events {
    void send(StreamingChatResponseHandler handler);
  }

  /** Gives back the question, so that it is in the guardrail's result as well. */
  private static final class Rewriting implements InputGuardrail {

    @Override
    public InputGuardrailResult validate(UserMessage message) {
      return successWith(message.singleText() + "!");
    }
  }

  /** Gives back the answer, so that it is in the guardrail's result as well. */
  private static final class RewritingAnswer implements OutputGuardrail {

    @Override
    public OutputGuardrailResult validate(AiMessage message) {
      return successWith(message.text() + "!");
    }
  }
}
