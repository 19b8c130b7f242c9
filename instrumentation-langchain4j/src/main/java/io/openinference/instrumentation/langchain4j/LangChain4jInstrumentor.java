// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Objects.requireNonNull;

import dev.langchain4j.agentic.observability.AgentListener;
import dev.langchain4j.mcp.client.McpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.observability.api.listener.AiServiceListener;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.aggregator.ContentAggregator;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.rag.query.router.QueryRouter;
import dev.langchain4j.rag.query.transformer.QueryTransformer;
import dev.langchain4j.service.tool.ToolExecutor;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Traces applications of LangChain4j.
 *
 * <p>All AI services of the process, however and whenever they are built:
 *
 * <pre>{@code
 * LangChain4jInstrumentor.instrument();
 * }</pre>
 *
 * <p>Or single parts, also those that no AI service uses:
 *
 * <pre>{@code
 * LangChain4jInstrumentor instrumentor = LangChain4jInstrumentor.create(openTelemetry);
 * ChatModel model = instrumentor.wrap(OpenAiChatModel.builder().apiKey(key).build());
 * model.chat("Hello");
 * }</pre>
 *
 * <p>What is wrapped is wrapped once: an object that already is wrapped is returned as it is.
 *
 * @since 0.1.0
 */
// One name for all types, as in every module; only a lambda of no type would be ambiguous.
@SuppressWarnings("overloads")
public final class LangChain4jInstrumentor {

  private final Tracing tracing;
  private final Wrappers wrappers;

  LangChain4jInstrumentor(Tracing tracing) {
    this.tracing = tracing;
    this.wrappers = new Wrappers(tracing);
  }

  /** Returns an instrumentor with its settings from the environment. */
  public static LangChain4jInstrumentor create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for an instrumentor with settings of its own. */
  public static LangChain4jInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new LangChain4jInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all AI services of the process, until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static LangChain4jInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all AI services of the process, until {@link #uninstrument()}, and models and stores
   * that no AI service uses. Where the JVM does not allow the latter, or {@code
   * openinference-instrumentation-bytecode} is not on the class path, a warning says so and what
   * works instead.
   *
   * @return the instrumentor that is on: a second call changes nothing
   */
  public static LangChain4jInstrumentor instrument(OpenTelemetry openTelemetry) {
    LangChain4jInstrumentor instrumentor = create(openTelemetry);
    try {
      return GlobalInstrumentation.turnOn(instrumentor);
    } catch (LinkageError e) {
      Tracing.GUARD.handleLibrary("instrument", e);
      return instrumentor;
    }
  }

  /**
   * Tells whether this instrumentor traces the whole process. It does after {@link #instrument()},
   * unless the JVM does not allow it, and until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.GUARD.isOpen() && GlobalInstrumentation.isOn(this);
  }

  /** Stops what {@link #instrument()} began. What {@code wrap} returned goes on tracing. */
  public void uninstrument() {
    try {
      GlobalInstrumentation.turnOff(this);
    } catch (LinkageError e) {
      Tracing.GUARD.handleLibrary("uninstrument", e);
    }
  }

  /** Returns a model whose calls are LLM spans. */
  public ChatModel wrap(ChatModel model) {
    return wrappers.wrap(ChatModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model whose calls are LLM spans, which end with the response's last token. */
  public StreamingChatModel wrap(StreamingChatModel model) {
    return wrappers.wrap(StreamingChatModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model whose calls are EMBEDDING spans. */
  public EmbeddingModel wrap(EmbeddingModel model) {
    return wrappers.wrap(EmbeddingModel.class, requireNonNull(model, "model"));
  }

  /**
   * Returns a store whose searches are RETRIEVER spans.
   *
   * @param <T> what the store embeds
   */
  @SuppressWarnings("unchecked") // The proxy passes the elements through.
  public <T> EmbeddingStore<T> wrap(EmbeddingStore<T> store) {
    return wrappers.wrap(EmbeddingStore.class, requireNonNull(store, "store"));
  }

  /** Returns a retriever whose calls are RETRIEVER spans. */
  public ContentRetriever wrap(ContentRetriever retriever) {
    return wrappers.wrap(ContentRetriever.class, requireNonNull(retriever, "retriever"));
  }

  /** Returns a model whose calls are RERANKER spans. */
  public ScoringModel wrap(ScoringModel model) {
    return wrappers.wrap(ScoringModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model whose calls are GUARDRAIL spans. */
  public ModerationModel wrap(ModerationModel model) {
    return wrappers.wrap(ModerationModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model whose calls are LLM spans. */
  public ImageModel wrap(ImageModel model) {
    return wrappers.wrap(ImageModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model whose calls are LLM spans. */
  public LanguageModel wrap(LanguageModel model) {
    return wrappers.wrap(LanguageModel.class, requireNonNull(model, "model"));
  }

  /** Returns an augmentor whose calls are CHAIN spans. */
  public RetrievalAugmentor wrap(RetrievalAugmentor augmentor) {
    return wrappers.wrap(RetrievalAugmentor.class, requireNonNull(augmentor, "augmentor"));
  }

  /** Returns a transformer whose calls are CHAIN spans. */
  public QueryTransformer wrap(QueryTransformer transformer) {
    return wrappers.wrap(QueryTransformer.class, requireNonNull(transformer, "transformer"));
  }

  /** Returns a router whose calls are CHAIN spans. */
  public QueryRouter wrap(QueryRouter router) {
    return wrappers.wrap(QueryRouter.class, requireNonNull(router, "router"));
  }

  /** Returns an aggregator whose calls are CHAIN spans. */
  public ContentAggregator wrap(ContentAggregator aggregator) {
    return wrappers.wrap(ContentAggregator.class, requireNonNull(aggregator, "aggregator"));
  }

  /** Returns an executor whose calls are TOOL spans. */
  public ToolExecutor wrap(ToolExecutor executor) {
    return wrappers.wrapExecutor(requireNonNull(executor, "executor"));
  }

  /** Returns a provider whose tools' calls are TOOL spans. */
  public ToolProvider wrap(ToolProvider provider) {
    return wrappers.wrapProvider(requireNonNull(provider, "provider"));
  }

  /**
   * Returns an MCP client whose tool calls are TOOL spans. The client sends the trace to its server
   * in {@code _meta}. The builder of a client of another class may take {@link #mcpMeta(Object)}.
   *
   * <p>Assign the result to an {@code McpClient}: it is no instance of the client's own class.
   *
   * @param client an {@code McpClient}
   * @param <R> {@code McpClient}
   * @throws IllegalArgumentException if the client is no {@code McpClient}
   */
  // As in agentListener(), the type is a bound alone, because MCP is optional.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ExtendsObject"})
  public <R extends Object & McpClient> R wrapMcpClient(Object client) {
    return (R) McpClientInterceptor.wrap(requireNonNull(client, "client"), tracing);
  }

  /**
   * Returns the fields of {@code _meta} that carry the trace to an MCP server, for {@code
   * DefaultMcpClient.builder().metaSupplier(instrumentor::mcpMeta)}.
   *
   * @param callContext the call as the client describes it, of which nothing is needed
   */
  public Map<String, Object> mcpMeta(@Nullable Object callContext) {
    return tracing.propagationFields();
  }

  /**
   * Returns the listeners that make the spans of AI services and their guardrails, for {@code
   * AiServices.builder(..).registerListeners(..)}. Not needed with {@link #instrument()}.
   */
  public List<AiServiceListener<?>> aiServiceListeners() {
    return ServiceListeners.of(tracing);
  }

  /**
   * Returns a listener that makes AGENT spans, for the outermost agent's builder.
   *
   * @param <L> {@code AgentListener}
   */
  // A bound alone: frameworks that reflect on this class would fail on a signature whose erasure
  // names a type that need not be on the class path.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ExtendsObject"})
  public <L extends Object & AgentListener> L agentListener() {
    return (L) new TracingAgentListener(tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
