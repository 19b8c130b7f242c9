// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.router.QueryRouter;
import dev.langchain4j.rag.query.transformer.QueryTransformer;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.store.embedding.EmbeddingStore;

/** Puts a tracing proxy around each type that LangChain4j's applications are made of. */
// One name for all types, as in every module; only a lambda of no type would be ambiguous.
@SuppressWarnings("overloads")
final class Wrappers {

  private static final Interceptor CHAT_MODEL = new ChatModelInterceptor();
  private static final Interceptor STREAMING_CHAT_MODEL = new StreamingChatModelInterceptor();
  private static final Interceptor EMBEDDING_MODEL = new EmbeddingModelInterceptor();
  private static final Interceptor EMBEDDING_STORE = new EmbeddingStoreInterceptor();
  private static final Interceptor CONTENT_RETRIEVER = new ContentRetrieverInterceptor();
  private static final Interceptor SCORING_MODEL = new ScoringModelInterceptor();
  private static final Interceptor MODERATION_MODEL = new ModerationModelInterceptor();
  private static final Interceptor IMAGE_MODEL = new ImageModelInterceptor();
  private static final Interceptor LANGUAGE_MODEL = new LanguageModelInterceptor();
  private static final Interceptor RETRIEVAL_STEP = new RetrievalStepInterceptor();
  private static final Interceptor RETRIEVAL_AUGMENTOR = new RetrievalAugmentorInterceptor();

  private final Tracing.Source source;

  Wrappers(Tracing.Source source) {
    this.source = source;
  }

  ChatModel wrap(ChatModel model) {
    return TracingProxy.wrap(ChatModel.class, model, CHAT_MODEL, source);
  }

  StreamingChatModel wrap(StreamingChatModel model) {
    return TracingProxy.wrap(StreamingChatModel.class, model, STREAMING_CHAT_MODEL, source);
  }

  EmbeddingModel wrap(EmbeddingModel model) {
    return TracingProxy.wrap(EmbeddingModel.class, model, EMBEDDING_MODEL, source);
  }

  @SuppressWarnings("unchecked") // The proxy passes the elements through.
  <T> EmbeddingStore<T> wrap(EmbeddingStore<T> store) {
    return TracingProxy.wrap(EmbeddingStore.class, store, EMBEDDING_STORE, source);
  }

  ContentRetriever wrap(ContentRetriever retriever) {
    return TracingProxy.wrap(ContentRetriever.class, retriever, CONTENT_RETRIEVER, source);
  }

  ScoringModel wrap(ScoringModel model) {
    return TracingProxy.wrap(ScoringModel.class, model, SCORING_MODEL, source);
  }

  ModerationModel wrap(ModerationModel model) {
    return TracingProxy.wrap(ModerationModel.class, model, MODERATION_MODEL, source);
  }

  ImageModel wrap(ImageModel model) {
    return TracingProxy.wrap(ImageModel.class, model, IMAGE_MODEL, source);
  }

  LanguageModel wrap(LanguageModel model) {
    return TracingProxy.wrap(LanguageModel.class, model, LANGUAGE_MODEL, source);
  }

  RetrievalAugmentor wrap(RetrievalAugmentor augmentor) {
    return TracingProxy.wrap(RetrievalAugmentor.class, augmentor, RETRIEVAL_AUGMENTOR, source);
  }

  QueryTransformer wrap(QueryTransformer transformer) {
    return TracingProxy.wrap(QueryTransformer.class, transformer, RETRIEVAL_STEP, source);
  }

  QueryRouter wrap(QueryRouter router) {
    return TracingProxy.wrap(QueryRouter.class, router, RETRIEVAL_STEP, source);
  }

  ContentAggregator wrap(ContentAggregator aggregator) {
    return TracingProxy.wrap(ContentAggregator.class, aggregator, RETRIEVAL_STEP, source);
  }

  ToolExecutor wrap(ToolExecutor executor) {
    return ToolExecutorInterceptor.wrap(executor, source);
  }

  ToolProvider wrap(ToolProvider provider) {
    return TracingProxy.wrap(
        ToolProvider.class, provider, new ToolProviderInterceptor(source), source);
  }

  Tracing.Source source() {
    return source;
  }
}
