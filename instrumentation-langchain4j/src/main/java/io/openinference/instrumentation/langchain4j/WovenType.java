// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import io.openinference.instrumentation.bytecode.WeavingTarget;
import java.lang.reflect.Method;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A type of LangChain4j whose implementations are woven.
 *
 * @param interceptor given the class of the object that is called
 */
record WovenType(String name, List<String> methods, Function<Class<?>, Interceptor> interceptor) {

  /** What all class files contain that implement one of these methods. */
  private static final String PACKAGE = "dev/langchain4j/";

  private static final String MODEL = "dev.langchain4j.model.";

  static final List<WovenType> ALL =
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
              "dev.langchain4j.rag.content.retriever.ContentRetriever",
              new ContentRetrieverInterceptor(),
              "retrieve",
              "retrieveAsync"),
          of(
              "dev.langchain4j.store.embedding.EmbeddingStore",
              new EmbeddingStoreInterceptor(),
              "search",
              "searchAsync"),
          new WovenType(
              "dev.langchain4j.service.tool.ToolExecutor",
              List.of("execute", "executeWithContext"),
              ToolExecutorInterceptor::of));

  private static WovenType of(String name, Interceptor interceptor, String... methods) {
    return new WovenType(name, List.of(methods), target -> interceptor);
  }

  WeavingTarget target() {
    return WeavingTarget.implementing(name, PACKAGE, methods.toArray(String[]::new));
  }

  /** Returns the interface's own method that a woven method implements, or null. */
  @Nullable Method implementedBy(Method woven) {
    if (!methods.contains(woven.getName())) {
      return null;
    }
    try {
      Class<?> type = Class.forName(name, false, WovenType.class.getClassLoader());
      return type.isAssignableFrom(woven.getDeclaringClass())
          ? type.getMethod(woven.getName(), woven.getParameterTypes())
          : null;
    } catch (ClassNotFoundException | NoSuchMethodException e) {
      return null;
    }
  }
}
