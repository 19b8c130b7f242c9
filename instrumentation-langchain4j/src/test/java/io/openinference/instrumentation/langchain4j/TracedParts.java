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
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.OpenTelemetry;
import java.lang.reflect.Method;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The parts of an application, traced as its {@link Door} asks for. */
// One name for all types; only a lambda of no type would be ambiguous.
@SuppressWarnings("overloads")
final class TracedParts {

  /**
   * Returns the door that the run names, or else the two that trace alone. The contract runs the
   * pair of both.
   */
  static Stream<Door> doors() {
    return Door.isNamed() ? Stream.of(Door.ofRun()) : Stream.of(Door.WRAP, Door.INSTRUMENT);
  }

  static LangChain4jInstrumentor open(Door door, OpenTelemetry openTelemetry) {
    return door.isInstrumenting()
        ? LangChain4jInstrumentor.instrument(openTelemetry)
        : LangChain4jInstrumentor.create(openTelemetry);
  }

  static <T> AiServices<T> service(Door door, LangChain4jInstrumentor instrumentor, Class<T> type) {
    AiServices<T> service = AiServices.builder(type);
    return door.isWrapping()
        ? service.registerListeners(instrumentor.aiServiceListeners())
        : service;
  }

  /** Returns a listener for agents, which does nothing where the application need not bring one. */
  static AgentListener agentListener(Door door, LangChain4jInstrumentor instrumentor) {
    return door.isWrapping() ? instrumentor.agentListener() : new AgentListener() {};
  }

  static ChatModel traced(Door door, ChatModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static StreamingChatModel traced(
      Door door, StreamingChatModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static EmbeddingModel traced(
      Door door, EmbeddingModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static ModerationModel traced(
      Door door, ModerationModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static ScoringModel traced(Door door, ScoringModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static ImageModel traced(Door door, ImageModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static LanguageModel traced(
      Door door, LanguageModel model, LangChain4jInstrumentor instrumentor) {
    return wrap(door, model, instrumentor::wrap);
  }

  static EmbeddingStore<TextSegment> traced(
      Door door, EmbeddingStore<TextSegment> store, LangChain4jInstrumentor instrumentor) {
    return wrap(door, store, instrumentor::wrap);
  }

  static ContentRetriever traced(
      Door door, ContentRetriever retriever, LangChain4jInstrumentor instrumentor) {
    return wrap(door, retriever, instrumentor::wrap);
  }

  static ContentAggregator traced(
      Door door, ContentAggregator aggregator, LangChain4jInstrumentor instrumentor) {
    return wrap(door, aggregator, instrumentor::wrap);
  }

  static QueryTransformer traced(
      Door door, QueryTransformer transformer, LangChain4jInstrumentor instrumentor) {
    return wrap(door, transformer, instrumentor::wrap);
  }

  static ToolProvider traced(
      Door door, ToolProvider provider, LangChain4jInstrumentor instrumentor) {
    return wrap(door, provider, instrumentor::wrap);
  }

  static ToolExecutor traced(
      Door door, ToolExecutor executor, LangChain4jInstrumentor instrumentor) {
    return wrap(door, executor, instrumentor::wrap);
  }

  private static <T> T wrap(Door door, T part, UnaryOperator<T> wrapping) {
    return door.isWrapping() ? wrapping.apply(part) : part;
  }

  static <T> AiServices<T> tools(
      Door door, LangChain4jInstrumentor instrumentor, AiServices<T> service, Object tools) {
    return door.isWrapping()
        ? service.tools(toolExecutors(door, instrumentor, tools))
        : service.tools(tools);
  }

  static Map<ToolSpecification, ToolExecutor> toolExecutors(
      Door door, LangChain4jInstrumentor instrumentor, Object tools) {
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
            ToolSpecifications.toolSpecificationFrom(method), traced(door, executor, instrumentor));
      }
    }
    return executors;
  }

  private TracedParts() {}
}
