// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.content.retriever.EmbeddingStoreContentRetriever;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;

/** The two ways to trace an application: to wrap its parts, or to turn everything on. */
enum Door {
  WRAP {
    @Override
    LangChain4jInstrumentor open(OpenTelemetry openTelemetry) {
      return LangChain4jInstrumentor.create(openTelemetry);
    }

    @Override
    <T> AiServices<T> service(LangChain4jInstrumentor instrumentor, Class<T> type) {
      return AiServices.builder(type).registerListeners(instrumentor.aiServiceListeners());
    }

    @Override
    ChatModel model(LangChain4jInstrumentor instrumentor, ChatModel model) {
      return instrumentor.wrap(model);
    }

    @Override
    StreamingChatModel model(LangChain4jInstrumentor instrumentor, StreamingChatModel model) {
      return instrumentor.wrap(model);
    }

    @Override
    ModerationModel model(LangChain4jInstrumentor instrumentor, ModerationModel model) {
      return instrumentor.wrap(model);
    }

    @Override
    ContentRetriever retriever(
        LangChain4jInstrumentor instrumentor,
        EmbeddingStore<TextSegment> store,
        EmbeddingModel model) {
      return instrumentor.wrap(super.retriever(instrumentor, store, instrumentor.wrap(model)));
    }

    @Override
    <T> AiServices<T> tools(
        LangChain4jInstrumentor instrumentor, AiServices<T> service, Object tools) {
      return service.tools(toolExecutors(instrumentor, tools));
    }

    @Override
    ToolProvider toolProvider(LangChain4jInstrumentor instrumentor, ToolProvider provider) {
      return instrumentor.wrap(provider);
    }

    @Override
    ToolExecutor executor(LangChain4jInstrumentor instrumentor, ToolExecutor executor) {
      return instrumentor.wrap(executor);
    }
  },

  INSTRUMENT {
    @Override
    LangChain4jInstrumentor open(OpenTelemetry openTelemetry) {
      return LangChain4jInstrumentor.instrument(openTelemetry);
    }
  };

  abstract LangChain4jInstrumentor open(OpenTelemetry openTelemetry);

  <T> AiServices<T> service(LangChain4jInstrumentor instrumentor, Class<T> type) {
    return AiServices.builder(type);
  }

  ChatModel model(LangChain4jInstrumentor instrumentor, ChatModel model) {
    return model;
  }

  StreamingChatModel model(LangChain4jInstrumentor instrumentor, StreamingChatModel model) {
    return model;
  }

  ModerationModel model(LangChain4jInstrumentor instrumentor, ModerationModel model) {
    return model;
  }

  ContentRetriever retriever(
      LangChain4jInstrumentor instrumentor,
      EmbeddingStore<TextSegment> store,
      EmbeddingModel model) {
    return EmbeddingStoreContentRetriever.builder()
        .embeddingStore(store)
        .embeddingModel(model)
        .maxResults(1)
        .build();
  }

  <T> AiServices<T> tools(
      LangChain4jInstrumentor instrumentor, AiServices<T> service, Object tools) {
    return service.tools(tools);
  }

  ToolProvider toolProvider(LangChain4jInstrumentor instrumentor, ToolProvider provider) {
    return provider;
  }

  ToolExecutor executor(LangChain4jInstrumentor instrumentor, ToolExecutor executor) {
    return executor;
  }

  Map<ToolSpecification, ToolExecutor> toolExecutors(
      LangChain4jInstrumentor instrumentor, Object tools) {
    Map<ToolSpecification, ToolExecutor> executors = new LinkedHashMap<>();
    for (Method method : tools.getClass().getDeclaredMethods()) {
      if (method.isAnnotationPresent(dev.langchain4j.agent.tool.Tool.class)) {
        ToolExecutor executor =
            DefaultToolExecutor.builder()
                .object(tools)
                .originalMethod(method)
                .methodToInvoke(method)
                .wrapToolArgumentsExceptions(true)
                .propagateToolExecutionExceptions(true)
                .build();
        executors.put(
            ToolSpecifications.toolSpecificationFrom(method), executor(instrumentor, executor));
      }
    }
    return executors;
  }
}
