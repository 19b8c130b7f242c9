// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.openinference.instrumentation.api.door.Interceptor;
import io.openinference.instrumentation.api.door.Route;
import io.openinference.instrumentation.api.door.Routing;
import java.lang.reflect.Method;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A type of Spring AI whose objects can be wrapped, because Spring AI does not observe them. Types
 * are given by name, because an application has not all of Spring AI's modules.
 */
final class TracedType {

  private static final String SPRING = "org.springframework.ai.";

  private static final Map<String, Supplier<TracedType>> BY_NAME =
      Map.of(
          SPRING + "chat.model.ChatModel",
          () -> of(new ChatModelInterceptor(/* marks= */ false), "stream"),
          SPRING + "rag.retrieval.search.DocumentRetriever",
          () -> of(new DocumentRetrieverInterceptor(), "retrieve"),
          SPRING + "rag.postretrieval.document.DocumentPostProcessor",
          () -> of(new DocumentPostProcessorInterceptor(), "process"),
          SPRING + "embedding.EmbeddingModel",
          () -> of(new EmbeddingModelInterceptor(), "call", "embed"),
          SPRING + "moderation.ModerationModel",
          () -> of(new ModerationModelInterceptor(), "call"),
          SPRING + "audio.transcription.TranscriptionModel",
          () -> of(new TranscriptionModelInterceptor(), "call"),
          SPRING + "audio.tts.TextToSpeechModel",
          () -> of(new TextToSpeechModelInterceptor(), "call", "stream"),
          SPRING + "model.tool.ToolCallingManager",
          () -> of(new ToolCallingManagerInterceptor(), "executeToolCalls"),
          SPRING + "tool.execution.ToolExecutionExceptionProcessor",
          () -> of(new ToolFailureInterceptor(), "process"));

  /**
   * The types whose implementations are woven, with the methods to weave. Of the streams of chat
   * models and of embedding models, which Spring AI observes itself, only the calls that reach a
   * server are woven.
   */
  private static final Map<String, List<String>> WOVEN =
      Map.of(
          SPRING + "chat.model.StreamingChatModel", List.of("stream"),
          SPRING + "rag.retrieval.search.DocumentRetriever", List.of("retrieve"),
          SPRING + "rag.postretrieval.document.DocumentPostProcessor", List.of("process"),
          SPRING + "embedding.EmbeddingModel", List.of("call"),
          SPRING + "moderation.ModerationModel", List.of("call"),
          SPRING + "audio.transcription.TranscriptionModel", List.of("call"),
          SPRING + "audio.tts.TextToSpeechModel", List.of("call", "stream"),
          SPRING + "model.tool.ToolCallingManager", List.of("executeToolCalls"),
          SPRING + "tool.execution.ToolExecutionExceptionProcessor", List.of("process"));

  private static final ClassValue<Holder> BY_TYPE =
      new ClassValue<>() {
        @Override
        protected Holder computeValue(Class<?> type) {
          Supplier<TracedType> traced = BY_NAME.get(type.getName());
          return new Holder(traced == null ? null : traced.get());
        }
      };

  private final List<String> methods;
  private final Interceptor<Tracing> interceptor;
  private final Routing<Tracing> routing = Routing.shared(this::route);

  private TracedType(List<String> methods, Interceptor<Tracing> interceptor) {
    this.methods = methods;
    this.interceptor = interceptor;
  }

  private static TracedType of(Interceptor<Tracing> interceptor, String... methods) {
    return new TracedType(List.of(methods), interceptor);
  }

  /** Returns the traced type, or null if objects of the type are not wrapped. */
  static @Nullable TracedType of(Class<?> type) {
    return BY_TYPE.get(type).type;
  }

  /** Returns the names of the types whose implementations are woven, with the methods to weave. */
  static Map<String, List<String>> woven() {
    return WOVEN;
  }

  /**
   * Returns how to trace the calls of a woven method.
   *
   * @param type a type of {@link #woven()}
   */
  static Interceptor<Tracing> interceptorOf(Class<?> type) {
    TracedType traced = of(type);
    // The process is traced, so the observation of a stream makes a span.
    return traced == null ? new ChatModelInterceptor(/* marks= */ true) : traced.interceptor;
  }

  Routing<Tracing> routing() {
    return routing;
  }

  private Route<Tracing> route(Method method, Class<?> implementation)
      throws NoSuchMethodException {
    if (method.isDefault() && !Routing.isOverridden(method, implementation)) {
      // Default methods call the traced method, of the proxy.
      return Route.funnel();
    }
    return methods.contains(method.getName()) ? Route.trace(interceptor) : Route.pass();
  }

  /** A traced type or null, which a class value cannot hold. */
  private record Holder(@Nullable TracedType type) {}
}
