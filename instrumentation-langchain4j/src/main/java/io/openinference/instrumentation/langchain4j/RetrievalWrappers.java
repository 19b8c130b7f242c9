// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.rag.DefaultRetrievalAugmentor;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.aggregator.DefaultContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.rag.query.router.DefaultQueryRouter;
import dev.langchain4j.rag.query.router.QueryRouter;
import dev.langchain4j.rag.query.transformer.DefaultQueryTransformer;
import dev.langchain4j.rag.query.transformer.QueryTransformer;
import io.openinference.instrumentation.api.door.TracingProxy;

/**
 * Traces the parts of a retrieval that the application has assembled itself.
 *
 * <p>Default parts get no span, because they only pass data on.
 */
// All overloads have one name, as in every module; only a lambda without a type would be ambiguous.
@SuppressWarnings("overloads")
final class RetrievalWrappers {

  private final Wrappers wrappers;

  RetrievalWrappers(Wrappers wrappers) {
    this.wrappers = wrappers;
  }

  RetrievalAugmentor wrap(RetrievalAugmentor augmentor) {
    if (TracingProxy.isWrapped(augmentor)) {
      return augmentor;
    }
    if (augmentor.getClass() != DefaultRetrievalAugmentor.class) {
      return wrappers.wrap(RetrievalAugmentor.class, augmentor);
    }
    DefaultRetrievalAugmentor copy =
        PartExchange.copy(
            DefaultRetrievalAugmentor.class, (DefaultRetrievalAugmentor) augmentor, this::traced);
    return copy == null
        ? wrappers.wrap(RetrievalAugmentor.class, augmentor)
        : TracingProxy.wrap(
            RetrievalAugmentor.class,
            copy,
            TracedType.of(RetrievalAugmentor.class)
                .routing(new RetrievalAugmentorInterceptor.Silent()),
            wrappers.source());
  }

  private Object traced(Object part) {
    if (part instanceof QueryRouter router) {
      return wrap(router);
    }
    if (part instanceof QueryTransformer transformer) {
      return part.getClass() == DefaultQueryTransformer.class
          ? part
          : wrappers.wrap(QueryTransformer.class, transformer);
    }
    if (part instanceof ContentAggregator aggregator) {
      return part.getClass() == DefaultContentAggregator.class
          ? part
          : wrappers.wrap(ContentAggregator.class, aggregator);
    }
    return part;
  }

  private QueryRouter wrap(QueryRouter router) {
    PartInterceptor step =
        router.getClass() == DefaultQueryRouter.class ? null : new RetrievalStepInterceptor();
    return TracingProxy.wrap(
        QueryRouter.class,
        router,
        TracedType.of(QueryRouter.class).routing(new RoutedRetrieversInterceptor(step, this::wrap)),
        wrappers.source());
  }

  private ContentRetriever wrap(ContentRetriever retriever) {
    if (retriever.getClass() != EmbeddingStoreContentRetriever.class) {
      return wrappers.wrap(ContentRetriever.class, retriever);
    }
    EmbeddingStoreContentRetriever copy =
        PartExchange.copy(
            EmbeddingStoreContentRetriever.class,
            (EmbeddingStoreContentRetriever) retriever,
            part ->
                part instanceof EmbeddingModel model
                    ? wrappers.wrap(EmbeddingModel.class, model)
                    : part);
    return wrappers.wrap(ContentRetriever.class, copy == null ? retriever : copy);
  }
}
