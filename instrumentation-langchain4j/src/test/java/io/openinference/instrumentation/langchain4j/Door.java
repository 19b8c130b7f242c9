// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import dev.langchain4j.agent.tool.ToolSpecification;
import dev.langchain4j.agent.tool.ToolSpecifications;
import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.data.segment.TextSegment;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.transformer.QueryTransformer;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.tool.DefaultToolExecutor;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * How the applications of the tests come to be traced; the property {@code langchain4j.door} names
 * the one that they all go through, instead of the first two.
 */
// One name for all types; only a lambda of no type would be ambiguous.
@SuppressWarnings("overloads")
enum Door {
  /** The application wraps its parts. */
  WRAP,
  /** Everything in the process is traced. */
  INSTRUMENT,
  /** Everything in the process is traced, and the application wraps its parts as well. */
  INSTRUMENT_AND_WRAP,
  /** The JVM runs with our agent. */
  AGENT,
  /** The JVM runs with our agent, and the application wraps its parts as well. */
  AGENT_AND_WRAP;

  private static final String NAME = System.getProperty("langchain4j.door", "");

  static final Door CURRENT = NAME.isEmpty() ? WRAP : valueOf(NAME.toUpperCase(Locale.ROOT));

  /** Tells whether all tests of this run go through one door, which then stays open. */
  static boolean isNamed() {
    return !NAME.isEmpty();
  }

  /** Returns the doors that the tests of this run go through. */
  static Stream<Door> all() {
    return isNamed() ? Stream.of(CURRENT) : Stream.of(WRAP, INSTRUMENT);
  }

  boolean isAgent() {
    return this == AGENT || this == AGENT_AND_WRAP;
  }

  boolean isWrapping() {
    return this == WRAP || this == INSTRUMENT_AND_WRAP || this == AGENT_AND_WRAP;
  }

  LangChain4jInstrumentor open(OpenTelemetry openTelemetry) {
    return this == INSTRUMENT || this == INSTRUMENT_AND_WRAP
        ? LangChain4jInstrumentor.instrument(openTelemetry)
        : LangChain4jInstrumentor.create(openTelemetry);
  }

  <T> AiServices<T> service(LangChain4jInstrumentor instrumentor, Class<T> type) {
    AiServices<T> service = AiServices.builder(type);
    return isWrapping() ? service.registerListeners(instrumentor.aiServiceListeners()) : service;
  }

  /** Returns a listener for agents, which does nothing where the application need not bring one. */
  AgentListener agentListener(LangChain4jInstrumentor instrumentor) {
    return isWrapping() ? instrumentor.agentListener() : new AgentListener() {};
  }

  ChatModel traced(ChatModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  StreamingChatModel traced(StreamingChatModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  EmbeddingModel traced(EmbeddingModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  ModerationModel traced(ModerationModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  ScoringModel traced(ScoringModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  ImageModel traced(ImageModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  LanguageModel traced(LanguageModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(model, instrumentor::wrap);
  }

  EmbeddingStore<TextSegment> traced(
      EmbeddingStore<TextSegment> store, LangChain4jInstrumentor instrumentor) {
    return wrap(store, instrumentor::wrap);
  }

  ContentRetriever traced(ContentRetriever retriever, LangChain4jInstrumentor instrumentor) {
    return wrap(retriever, instrumentor::wrap);
  }

  ContentAggregator traced(ContentAggregator aggregator, LangChain4jInstrumentor instrumentor) {
    return wrap(aggregator, instrumentor::wrap);
  }

  QueryTransformer traced(QueryTransformer transformer, LangChain4jInstrumentor instrumentor) {
    return wrap(transformer, instrumentor::wrap);
  }

  ToolProvider traced(ToolProvider provider, LangChain4jInstrumentor instrumentor) {
    return wrap(provider, instrumentor::wrap);
  }

  ToolExecutor traced(ToolExecutor executor, LangChain4jInstrumentor instrumentor) {
    return wrap(executor, instrumentor::wrap);
  }

  private <T> T wrap(T part, UnaryOperator<T> wrapping) {
    return isWrapping() ? wrapping.apply(part) : part;
  }

  <T> AiServices<T> tools(
      LangChain4jInstrumentor instrumentor, AiServices<T> service, Object tools) {
    return isWrapping() ? service.tools(toolExecutors(instrumentor, tools)) : service.tools(tools);
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
            ToolSpecifications.toolSpecificationFrom(method), traced(executor, instrumentor));
      }
    }
    return executors;
  }
}
