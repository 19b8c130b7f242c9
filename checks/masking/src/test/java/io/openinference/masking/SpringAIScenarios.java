// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.ai.chat.client.ChatClientRequest;
import org.springframework.ai.chat.client.ChatClientResponse;
import org.springframework.ai.chat.client.observation.ChatClientObservationContext;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.messages.Message;
import org.springframework.ai.chat.messages.SystemMessage;
import org.springframework.ai.chat.messages.ToolResponseMessage;
import org.springframework.ai.chat.messages.UserMessage;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.model.Generation;
import org.springframework.ai.chat.observation.ChatModelObservationContext;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.content.Media;
import org.springframework.ai.document.Document;
import org.springframework.ai.embedding.Embedding;
import org.springframework.ai.embedding.EmbeddingRequest;
import org.springframework.ai.embedding.EmbeddingResponse;
import org.springframework.ai.embedding.observation.EmbeddingModelObservationContext;
import org.springframework.ai.image.Image;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImageOptionsBuilder;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;
import org.springframework.ai.image.observation.ImageModelObservationContext;
import org.springframework.ai.model.tool.ToolCallingChatOptions;
import org.springframework.ai.moderation.ModerationModel;
import org.springframework.ai.moderation.ModerationPrompt;
import org.springframework.ai.moderation.ModerationResponse;
import org.springframework.ai.rag.Query;
import org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor;
import org.springframework.ai.rag.retrieval.search.DocumentRetriever;
import org.springframework.ai.tool.definition.ToolDefinition;
import org.springframework.ai.tool.function.FunctionToolCallback;
import org.springframework.ai.tool.observation.ToolCallingObservationContext;
import org.springframework.ai.vectorstore.SearchRequest;
import org.springframework.ai.vectorstore.observation.VectorStoreObservationContext;
import org.springframework.util.MimeType;
import org.springframework.util.MimeTypeUtils;

/** Observations and wrapped parts of Spring AI. */
final class SpringAIScenarios {

  static Map<String, Scenario> all() {
    Map<String, Scenario> scenarios = new LinkedHashMap<>();
    scenarios.put("chat model", SpringAIScenarios::chat);
    scenarios.put("chat model that calls tools", SpringAIScenarios::chatWithToolCalls);
    scenarios.put("chat model that fails", SpringAIScenarios::failingChat);
    scenarios.put("chat client", SpringAIScenarios::client);
    scenarios.put("tool", SpringAIScenarios::tool);
    scenarios.put("embedding model", SpringAIScenarios::embedding);
    scenarios.put("embedding model, several texts", SpringAIScenarios::embeddings);
    scenarios.put("image model", SpringAIScenarios::image);
    scenarios.put("vector store", SpringAIScenarios::store);
    scenarios.put("document retriever", SpringAIScenarios::retriever);
    scenarios.put("document post-processor", SpringAIScenarios::postProcessor);
    scenarios.put("moderation model", SpringAIScenarios::moderation);
    return scenarios;
  }

  /** Runs code in an observation, as Spring AI does. */
  private static void observe(Application application, Observation.Context context, Runnable code) {
    ObservationRegistry registry = ObservationRegistry.create();
    registry.observationConfig().observationHandler(application.springAI().observationHandler());
    Observation.createNotStarted("spring", () -> context, registry).observe(code);
  }

  private static Media media(MimeType type, String base64) {
    return Media.builder().mimeType(type).data(Base64.getDecoder().decode(base64)).build();
  }

  private static Media link(MimeType type, String url) {
    return Media.builder().mimeType(type).data((Object) url).build();
  }

  private static List<Message> messages(Secrets secrets) {
    AssistantMessage.ToolCall call = call(secrets.text(Position.INPUT_ARGUMENTS));
    return List.of(
        new SystemMessage(secrets.text(Position.INPUT_TEXT)),
        UserMessage.builder()
            .text(secrets.text(Position.INPUT_TEXT))
            .media(
                link(MimeTypeUtils.IMAGE_PNG, secrets.link(Position.INPUT_LINK)),
                media(MimeTypeUtils.IMAGE_PNG, secrets.base64(Position.INPUT_IMAGE)),
                media(MimeType.valueOf("audio/wav"), secrets.base64(Position.INPUT_AUDIO)),
                link(MimeType.valueOf("video/mp4"), secrets.link(Position.INPUT_VIDEO)),
                link(Media.Format.DOC_PDF, secrets.link(Position.INPUT_FILE_TEXT)),
                media(Media.Format.DOC_PDF, secrets.base64(Position.INPUT_FILE)))
            .build(),
        AssistantMessage.builder()
            .content(secrets.text(Position.INPUT_TEXT))
            .properties(Map.of("reasoningContent", secrets.text(Position.INPUT_REASONING)))
            .toolCalls(List.of(call))
            .build(),
        AssistantMessage.builder()
            .content(secrets.text(Position.INPUT_REASONING))
            .properties(Map.of("signature", secrets.word(Position.INPUT_ENCRYPTED)))
            .build(),
        ToolResponseMessage.builder()
            .responses(
                List.of(
                    new ToolResponseMessage.ToolResponse(
                        "call-1", "find", secrets.text(Position.INPUT_TEXT))))
            .build());
  }

  private static AssistantMessage.ToolCall call(String arguments) {
    return new AssistantMessage.ToolCall("call-1", "function", "find", arguments);
  }

  private static ChatModelObservationContext chatContext(Secrets secrets) {
    return ChatModelObservationContext.builder()
        .prompt(
            new Prompt(
                messages(secrets),
                ToolCallingChatOptions.builder()
                    .model("model")
                    .stopSequences(List.of(secrets.text(Position.PARAMETER)))
                    .toolCallbacks(
                        FunctionToolCallback.builder("find", (Map<?, ?> input) -> "")
                            .description(secrets.text(Position.TOOL_DEFINITION))
                            .inputType(Map.class)
                            .inputSchema("{}")
                            .build())
                    .build()))
        .provider("openai")
        .build();
  }

  private static void answer(
      Application application, ChatModelObservationContext context, AssistantMessage answer) {
    observe(
        application,
        context,
        () -> context.setResponse(new ChatResponse(List.of(new Generation(answer)))));
  }

  private static void chat(Application application, Secrets secrets) {
    AssistantMessage answer =
        AssistantMessage.builder()
            .content(secrets.text(Position.OUTPUT_TEXT))
            .properties(
                Map.of(
                    "reasoningContent",
                    secrets.text(Position.OUTPUT_REASONING),
                    "data",
                    secrets.word(Position.OUTPUT_ENCRYPTED)))
            .media(
                List.of(
                    media(MimeTypeUtils.IMAGE_PNG, secrets.base64(Position.OUTPUT_IMAGE)),
                    media(MimeType.valueOf("audio/wav"), secrets.base64(Position.OUTPUT_AUDIO))))
            .build();
    answer(application, chatContext(secrets), answer);
  }

  private static void chatWithToolCalls(Application application, Secrets secrets) {
    AssistantMessage answer =
        AssistantMessage.builder()
            .content(secrets.text(Position.OUTPUT_TEXT))
            .toolCalls(List.of(call(secrets.text(Position.OUTPUT_ARGUMENTS))))
            .build();
    answer(application, chatContext(secrets), answer);
  }

  private static void failingChat(Application application, Secrets secrets) {
    try {
      observe(
          application,
          chatContext(secrets),
          () -> {
            throw new IllegalStateException(secrets.text(Position.EXCEPTION));
          });
    } catch (IllegalStateException expected) {
      // It is what is recorded.
    }
  }

  private static void client(Application application, Secrets secrets) {
    ChatClientObservationContext context =
        ChatClientObservationContext.builder()
            .request(new ChatClientRequest(new Prompt(secrets.text(Position.INPUT_TEXT)), Map.of()))
            .build();
    AssistantMessage answer = new AssistantMessage(secrets.text(Position.OUTPUT_TEXT));
    observe(
        application,
        context,
        () ->
            context.setResponse(
                new ChatClientResponse(
                    new ChatResponse(List.of(new Generation(answer))), Map.of())));
  }

  private static void tool(Application application, Secrets secrets) {
    ToolCallingObservationContext context =
        ToolCallingObservationContext.builder()
            .toolDefinition(
                ToolDefinition.builder()
                    .name("find")
                    .description(secrets.text(Position.TOOL_DEFINITION))
                    .inputSchema("{}")
                    .build())
            .toolCallArguments(secrets.text(Position.TOOL_ARGUMENTS))
            .build();
    observe(
        application, context, () -> context.setToolCallResult(secrets.text(Position.TOOL_RESULT)));
  }

  private static void embedding(Application application, Secrets secrets) {
    embed(application, secrets, List.of(secrets.text(Position.EMBEDDED_TEXT)));
  }

  private static void embeddings(Application application, Secrets secrets) {
    String text = secrets.text(Position.EMBEDDED_TEXT);
    embed(application, secrets, List.of(text, text));
  }

  private static void embed(Application application, Secrets secrets, List<String> texts) {
    EmbeddingModelObservationContext context =
        EmbeddingModelObservationContext.builder()
            .embeddingRequest(new EmbeddingRequest(texts, null))
            .provider("openai")
            .build();
    observe(
        application,
        context,
        () ->
            context.setResponse(
                new EmbeddingResponse(List.of(new Embedding(secrets.vector(Position.VECTOR), 0)))));
  }

  private static void image(Application application, Secrets secrets) {
    ImageModelObservationContext context =
        ImageModelObservationContext.builder()
            .imagePrompt(
                new ImagePrompt(
                    secrets.text(Position.INPUT_TEXT), ImageOptionsBuilder.builder().build()))
            .provider("openai")
            .build();
    observe(
        application,
        context,
        () ->
            context.setResponse(
                new ImageResponse(
                    List.of(
                        new ImageGeneration(new Image(null, secrets.base64(Position.OUTPUT_IMAGE))),
                        new ImageGeneration(
                            new Image(secrets.link(Position.OUTPUT_LINK), null))))));
  }

  private static Document document(String id, String text) {
    return Document.builder().id(id).text(text).metadata("title", text).score(0.5).build();
  }

  private static void store(Application application, Secrets secrets) {
    VectorStoreObservationContext context =
        VectorStoreObservationContext.builder(
                "store", VectorStoreObservationContext.Operation.QUERY)
            .queryRequest(SearchRequest.builder().query(secrets.text(Position.INPUT_VALUE)).build())
            .build();
    observe(
        application,
        context,
        () ->
            context.setQueryResponse(
                List.of(
                    document(
                        secrets.word(Position.DOCUMENT_ID), secrets.text(Position.DOCUMENT)))));
  }

  private static void retriever(Application application, Secrets secrets) {
    Document found = document("1", secrets.text(Position.DOCUMENT));
    application
        .springAI()
        .wrap(DocumentRetriever.class, query -> List.of(found))
        .retrieve(new Query(secrets.text(Position.INPUT_VALUE)));
  }

  private static void postProcessor(Application application, Secrets secrets) {
    Document ranked = document("1", secrets.text(Position.RERANKED_OUTPUT));
    application
        .springAI()
        .wrap(DocumentPostProcessor.class, (query, documents) -> List.of(ranked))
        .process(
            new Query(secrets.text(Position.QUERY)),
            List.of(document("2", secrets.text(Position.RERANKED_INPUT))));
  }

  private static void moderation(Application application, Secrets secrets) {
    application
        .springAI()
        .wrap(ModerationModel.class, prompt -> new ModerationResponse(null))
        .call(new ModerationPrompt(secrets.text(Position.INPUT_TEXT)));
  }

  private SpringAIScenarios() {}
}
