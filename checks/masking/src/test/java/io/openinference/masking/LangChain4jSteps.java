// SPDX-License-Identifier: Apache-2.0
package io.openinference.masking;

import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.PartialResponse;
import dev.langchain4j.model.chat.response.PartialResponseContext;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.chat.response.StreamingHandle;
import dev.langchain4j.rag.AugmentationRequest;
import dev.langchain4j.rag.AugmentationResult;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.Content;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.Metadata;
import dev.langchain4j.rag.query.Query;
import dev.langchain4j.service.AiServices;
import java.util.List;
import java.util.Map;

/** Steps of retrieval, and a stream of a service that is cancelled. */
final class LangChain4jSteps {

  static void augmentor(Application application, Secrets secrets) {
    Content document = document(secrets);
    ContentRetriever retriever =
        application.langChain4j().wrap((ContentRetriever) q -> List.of(document));
    RetrievalAugmentor augmentor =
        request -> {
          List<Content> found = retriever.retrieve(Query.from("other"));
          String text = ((UserMessage) request.chatMessage()).singleText();
          return new AugmentationResult(
              UserMessage.from(text + found.get(0).textSegment().text()), found);
        };
    UserMessage question = UserMessage.from(secrets.text(Position.INPUT_TEXT));
    application
        .langChain4j()
        .wrap(augmentor)
        .augment(new AugmentationRequest(question, Metadata.from(question, "memory", List.of())));
  }

  static void aggregator(Application application, Secrets secrets) {
    Content document = document(secrets);
    ContentAggregator aggregator = queries -> List.of(document);
    application
        .langChain4j()
        .wrap(aggregator)
        .aggregate(
            Map.of(Query.from(secrets.text(Position.INPUT_VALUE)), List.of(List.of(document))));
  }

  private static Content document(Secrets secrets) {
    return Content.from(TextSegment.from(secrets.text(Position.DOCUMENT)));
  }

  static void cancelledStream(Application application, Secrets secrets) {
    var instrumentor = application.langChain4j();
    StreamingChatModel model =
        new StreamingChatModel() {
          @Override
          public void doChat(ChatRequest request, StreamingChatResponseHandler handler) {
            handler.onPartialResponse(
                new PartialResponse(secrets.text(Position.OUTPUT_TEXT)),
                new PartialResponseContext(new Handle()));
          }
        };
    AiServices.builder(StreamingAssistant.class)
        .registerListeners(instrumentor.aiServiceListeners())
        .streamingChatModel(instrumentor.wrap(model))
        .build()
        .ask(secrets.text(Position.INPUT_TEXT))
        .onPartialResponseWithContext((part, context) -> context.streamingHandle().cancel())
        .onCompleteResponse(response -> {})
        .onError(error -> {})
        .start();
  }

  private LangChain4jSteps() {}

  private static final class Handle implements StreamingHandle {

    private volatile boolean cancelled;

    @Override
    public void cancel() {
      cancelled = true;
    }

    @Override
    public boolean isCancelled() {
      return cancelled;
    }
  }
}
