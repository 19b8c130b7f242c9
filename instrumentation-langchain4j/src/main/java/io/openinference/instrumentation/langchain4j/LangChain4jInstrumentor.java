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
 * Traces applications that use LangChain4j.
 *
 * <p>To trace all AI services of the process, however and whenever they are built:
 *
 * <pre>{@code
 * LangChain4jInstrumentor.instrument();
 * }</pre>
 *
 * <p>To trace single parts, including parts that no AI service uses:
 *
 * <pre>{@code
 * LangChain4jInstrumentor instrumentor = LangChain4jInstrumentor.create(openTelemetry);
 * ChatModel model = instrumentor.wrap(OpenAiChatModel.builder().apiKey(key).build());
 * model.chat("Hello");
 * }</pre>
 *
 * <p>Wrapping an object that is already wrapped returns the same object.
 *
 * @since 0.1.0
 */
// All overloads have one name, as in every module; only a lambda without a type would be ambiguous.
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

  /** Returns a builder for an instrumentor with other settings. */
  public static LangChain4jInstrumentorBuilder builder(OpenTelemetry openTelemetry) {
    return new LangChain4jInstrumentorBuilder(openTelemetry);
  }

  /**
   * Traces all AI services of the process until {@link #uninstrument()}. Spans go where {@link
   * io.openinference.instrumentation.OpenInference#instrument()} sends them.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static LangChain4jInstrumentor instrument() {
    return instrument(ApplicationOpenTelemetry.get());
  }

  /**
   * Traces all AI services of the process, and models and stores that no AI service uses, until
   * {@link #uninstrument()}. If the JVM does not allow weaving, or if {@code
   * openinference-instrumentation-bytecode} is not on the class path, only AI services are traced,
   * and a warning names alternatives.
   *
   * @return the instrumentor that is on; a second call changes nothing
   */
  public static LangChain4jInstrumentor instrument(OpenTelemetry openTelemetry) {
    LangChain4jInstrumentor instrumentor = create(openTelemetry);
    try {
      return ServiceInstrumentation.turnOn(instrumentor);
    } catch (LinkageError e) {
      Tracing.GUARD.handleLibrary("instrument", e);
      return instrumentor;
    }
  }

  /** Traces all AI services of the process, by service files and without weaving. */
  static LangChain4jInstrumentor instrumentServices(OpenTelemetry openTelemetry) {
    LangChain4jInstrumentor instrumentor = create(openTelemetry);
    try {
      return ServiceInstrumentation.turnOnForServices(instrumentor);
    } catch (LinkageError e) {
      Tracing.GUARD.handleLibrary("instrument", e);
      return instrumentor;
    }
  }

  /**
   * Tells whether this instrumentor traces the whole process. Returns true from {@link
   * #instrument()} until {@link #uninstrument()}.
   */
  public boolean isOn() {
    return Tracing.GUARD.isOpen() && ServiceInstrumentation.isOn(this);
  }

  /** Stops tracing the process. Objects that {@code wrap} returned are still traced. */
  public void uninstrument() {
    try {
      ServiceInstrumentation.turnOff(this);
    } catch (LinkageError e) {
      Tracing.GUARD.handleLibrary("uninstrument", e);
    }
  }

  /** Returns a model that makes an LLM span for each call. */
  public ChatModel wrap(ChatModel model) {
    return wrappers.wrap(ChatModel.class, requireNonNull(model, "model"));
  }

  /**
   * Returns a model that makes an LLM span for each call; the span ends with the last token of the
   * response.
   */
  public StreamingChatModel wrap(StreamingChatModel model) {
    return wrappers.wrap(StreamingChatModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model that makes an EMBEDDING span for each call. */
  public EmbeddingModel wrap(EmbeddingModel model) {
    return wrappers.wrap(EmbeddingModel.class, requireNonNull(model, "model"));
  }

  /**
   * Returns a store that makes a RETRIEVER span for each search.
   *
   * @param <T> the type of the embedded objects
   */
  @SuppressWarnings("unchecked") // Safe: the proxy passes the elements through.
  public <T> EmbeddingStore<T> wrap(EmbeddingStore<T> store) {
    return wrappers.wrap(EmbeddingStore.class, requireNonNull(store, "store"));
  }

  /** Returns a retriever that makes a RETRIEVER span for each call. */
  public ContentRetriever wrap(ContentRetriever retriever) {
    return wrappers.wrap(ContentRetriever.class, requireNonNull(retriever, "retriever"));
  }

  /** Returns a model that makes a RERANKER span for each call. */
  public ScoringModel wrap(ScoringModel model) {
    return wrappers.wrap(ScoringModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model that makes a GUARDRAIL span for each call. */
  public ModerationModel wrap(ModerationModel model) {
    return wrappers.wrap(ModerationModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model that makes an LLM span for each call. */
  public ImageModel wrap(ImageModel model) {
    return wrappers.wrap(ImageModel.class, requireNonNull(model, "model"));
  }

  /** Returns a model that makes an LLM span for each call. */
  public LanguageModel wrap(LanguageModel model) {
    return wrappers.wrap(LanguageModel.class, requireNonNull(model, "model"));
  }

  /** Returns an augmentor that makes a CHAIN span for each call. */
  public RetrievalAugmentor wrap(RetrievalAugmentor augmentor) {
    return wrappers.wrap(RetrievalAugmentor.class, requireNonNull(augmentor, "augmentor"));
  }

  /** Returns a transformer that makes a CHAIN span for each call. */
  public QueryTransformer wrap(QueryTransformer transformer) {
    return wrappers.wrap(QueryTransformer.class, requireNonNull(transformer, "transformer"));
  }

  /** Returns a router that makes a CHAIN span for each call. */
  public QueryRouter wrap(QueryRouter router) {
    return wrappers.wrap(QueryRouter.class, requireNonNull(router, "router"));
  }

  /** Returns an aggregator that makes a CHAIN span for each call. */
  public ContentAggregator wrap(ContentAggregator aggregator) {
    return wrappers.wrap(ContentAggregator.class, requireNonNull(aggregator, "aggregator"));
  }

  /** Returns an executor that makes a TOOL span for each call. */
  public ToolExecutor wrap(ToolExecutor executor) {
    return wrappers.wrapExecutor(requireNonNull(executor, "executor"));
  }

  /** Returns a provider whose tools make a TOOL span for each call. */
  public ToolProvider wrap(ToolProvider provider) {
    return wrappers.wrapProvider(requireNonNull(provider, "provider"));
  }

  /**
   * Returns an MCP client that makes a TOOL span for each tool call. The client sends the trace
   * context to its server in {@code _meta}. For a client of another class, pass {@link
   * #mcpMeta(Object)} to its builder.
   *
   * <p>Assign the result to an {@code McpClient}, because it is not an instance of the client's own
   * class.
   *
   * @param client an {@code McpClient}
   * @param <R> {@code McpClient}
   * @throws IllegalArgumentException if the client is not an {@code McpClient}
   */
  // As in agentListener(), the type appears only as a bound, because MCP is optional.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ExtendsObject"})
  public <R extends Object & McpClient> R wrapMcpClient(Object client) {
    return (R) McpClientInterceptor.wrap(requireNonNull(client, "client"), tracing);
  }

  /**
   * Returns the fields of {@code _meta} that carry the trace context to an MCP server, for {@code
   * DefaultMcpClient.builder().metaSupplier(instrumentor::mcpMeta)}.
   *
   * @param callContext the client's description of the call, which is ignored
   */
  public Map<String, Object> mcpMeta(@Nullable Object callContext) {
    return tracing.propagationFields();
  }

  /**
   * Returns the listeners that make the spans of AI services and of their guardrails, for {@code
   * AiServices.builder(..).registerListeners(..)}. They are not needed with {@link #instrument()}.
   */
  public List<AiServiceListener<?>> aiServiceListeners() {
    return ServiceListeners.of(tracing);
  }

  /**
   * Returns a listener that makes AGENT spans, for the builder of the outermost agent.
   *
   * @param <L> {@code AgentListener}
   */
  // The type appears only as a bound: frameworks that reflect on this class would fail if a
  // signature's erasure named a type that may be missing from the class path.
  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals", "ExtendsObject"})
  public <L extends Object & AgentListener> L agentListener() {
    return (L) new TracingAgentListener(tracing);
  }

  Tracing tracing() {
    return tracing;
  }
}
