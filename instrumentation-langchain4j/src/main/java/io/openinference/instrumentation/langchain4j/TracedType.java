// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static java.util.Objects.requireNonNull;

import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A LangChain4j type whose calls are traced. This class has the list of these types, for proxies
 * and woven classes. Types are given by name, because an agent reads the list where LangChain4j is
 * not visible.
 */
final class TracedType {

  private static final String MODEL = "dev.langchain4j.model.";
  private static final String RAG = "dev.langchain4j.rag.";
  private static final String TOOL = "dev.langchain4j.service.tool.";

  private static final List<TracedType> WOVEN =
      List.of(
          of(
              MODEL + "chat.ChatModel",
              new ChatModelInterceptor(),
              "doChat",
              "doChatAsync",
              "chat",
              "chatAsync"),
          of(
              MODEL + "chat.StreamingChatModel",
              new StreamingChatModelInterceptor(),
              "doChat",
              "chat"),
          of(
              MODEL + "embedding.EmbeddingModel",
              new EmbeddingModelInterceptor(),
              "doEmbed",
              "doEmbedAsync",
              "embed",
              "embedAll",
              "embedAsync"),
          of(
              MODEL + "scoring.ScoringModel",
              new ScoringModelInterceptor(),
              "score",
              "scoreAll",
              "scoreAsync",
              "doScoreAsync"),
          of(
              MODEL + "moderation.ModerationModel",
              new ModerationModelInterceptor(),
              "moderate",
              "doModerate"),
          of(MODEL + "image.ImageModel", new ImageModelInterceptor(), "generate", "edit"),
          of(MODEL + "language.LanguageModel", new LanguageModelInterceptor(), "generate"),
          of(
              RAG + "content.retriever.ContentRetriever",
              new ContentRetrieverInterceptor(),
              "retrieve",
              "retrieveAsync"),
          of(
              "dev.langchain4j.store.embedding.EmbeddingStore",
              new EmbeddingStoreInterceptor(),
              "search",
              "searchAsync"),
          new TracedType(
              TOOL + "ToolExecutor",
              List.of("execute", "executeWithContext"),
              ToolExecutorInterceptor::of));

  private static final List<TracedType> WRAPPED_ONLY =
      List.of(
          of(
              RAG + "RetrievalAugmentor",
              new RetrievalAugmentorInterceptor(),
              "augment",
              "augmentAsync"),
          of(
              RAG + "query.transformer.QueryTransformer",
              new RetrievalStepInterceptor(),
              "transform",
              "transformAsync"),
          of(
              RAG + "query.router.QueryRouter",
              new RetrievalStepInterceptor(),
              "route",
              "routeAsync"),
          of(
              RAG + "content.aggregator.ContentAggregator",
              new RetrievalStepInterceptor(),
              "aggregate",
              "aggregateAsync"),
          of("dev.langchain4j.mcp.client.McpClient", new McpClientInterceptor(), "executeTool"),
          // Each provider has its own interceptor.
          new TracedType(TOOL + "ToolProvider", List.of("provideTools"), provider -> null));

  private static final Map<String, TracedType> BY_NAME =
      Stream.concat(WOVEN.stream(), WRAPPED_ONLY.stream())
          .collect(Collectors.toUnmodifiableMap(TracedType::name, type -> type));

  private final String name;
  private final List<String> methods;
  private final Function<Class<?>, @Nullable PartInterceptor> interceptors;
  private final Routing<Tracing> routing;

  /**
   * Creates a type.
   *
   * @param interceptors creates the interceptor for a class of called objects
   */
  private TracedType(
      String name,
      List<String> methods,
      Function<Class<?>, @Nullable PartInterceptor> interceptors) {
    this.name = name;
    this.methods = methods;
    this.interceptors = interceptors;
    this.routing =
        Routing.shared(
            (method, implementation) -> route(method, implementation, interceptor(implementation)));
  }

  private static TracedType of(String name, PartInterceptor interceptor, String... methods) {
    return new TracedType(name, List.of(methods), target -> interceptor);
  }

  /** Returns the types whose implementations are woven. */
  static List<TracedType> woven() {
    return WOVEN;
  }

  /** Returns one of the types. */
  static TracedType of(Class<?> type) {
    return requireNonNull(BY_NAME.get(type.getName()), type::getName);
  }

  String name() {
    return name;
  }

  List<String> methods() {
    return methods;
  }

  /** Returns the interceptor for the objects of a class. */
  PartInterceptor interceptor(Class<?> implementation) {
    return requireNonNull(interceptors.apply(implementation), name);
  }

  /** Returns the routing of a proxy for the type's methods. */
  Routing<Tracing> routing() {
    return routing;
  }

  /** Returns the routing of a proxy that has its own interceptor. */
  Routing<Tracing> routing(PartInterceptor own) {
    return (method, implementation) -> route(method, implementation, own);
  }

  private Route<Tracing> route(Method method, Class<?> implementation, PartInterceptor interceptor)
      throws NoSuchMethodException {
    if (!methods.contains(method.getName())) {
      // Methods such as addListener return a variant of the delegate.
      return method.getReturnType().getName().equals(name) ? Route.wrap() : Route.pass();
    }
    return method.isDefault() && !Routing.isOverridden(method, implementation)
        ? interceptor.inheritedDefault(method)
        : Route.trace(interceptor);
  }

  /** Returns the interface's own method that a woven method implements, or null. */
  @Nullable Method implementedBy(Method woven) {
    if (!methods.contains(woven.getName())) {
      return null;
    }
    try {
      Class<?> type = Class.forName(name, false, TracedType.class.getClassLoader());
      return type.isAssignableFrom(woven.getDeclaringClass())
          ? type.getMethod(woven.getName(), woven.getParameterTypes())
          : null;
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return null;
    }
  }
}
