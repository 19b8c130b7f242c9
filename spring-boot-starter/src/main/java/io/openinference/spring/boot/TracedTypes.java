// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import com.anthropic.client.AnthropicClient;
import com.anthropic.client.AnthropicClientAsync;
import com.google.genai.Client;
import com.openai.client.OpenAIClient;
import com.openai.client.OpenAIClientAsync;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.StreamingChatModel;
import dev.langchain4j.model.embedding.EmbeddingModel;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.language.LanguageModel;
import dev.langchain4j.model.moderation.ModerationModel;
import dev.langchain4j.model.scoring.ScoringModel;
import dev.langchain4j.rag.RetrievalAugmentor;
import dev.langchain4j.rag.content.retriever.ContentRetriever;
import dev.langchain4j.service.tool.ToolProvider;
import dev.langchain4j.store.embedding.EmbeddingStore;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.anthropic.AnthropicInstrumentor;
import io.openinference.instrumentation.bedrock.BedrockInstrumentor;
import io.openinference.instrumentation.langchain4j.LangChain4jInstrumentor;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.instrumentation.springai.SpringAIInstrumentor;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.util.ClassUtils;
import org.springframework.util.function.SingletonSupplier;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Lists the types whose beans are traced, of the libraries on the class path. Each library has a
 * nested class, because the JVM loads a class only if its library is there. An instrumentor is made
 * for the first bean of its library, because the start of an application should not wait for
 * others.
 */
final class TracedTypes {

  static List<TracedType<?>> onClassPath(
      OpenTelemetry openTelemetry, TraceConfig config, Predicate<String> isOn) {
    List<TracedType<?>> types = new ArrayList<>();
    if (isOn.test("openai-java") && isPresent("com.openai.client.OpenAIClient")) {
      types.addAll(OpenAI.types(openTelemetry, config));
    }
    if (isOn.test("anthropic-java") && isPresent("com.anthropic.client.AnthropicClient")) {
      types.addAll(Anthropic.types(openTelemetry, config));
    }
    if (isOn.test("google-genai") && isPresent("com.google.genai.Client")) {
      types.add(Google.TYPE);
    }
    if (isOn.test("aws-bedrock")) {
      Bedrock.addTo(types, openTelemetry, config);
    }
    if (isOn.test("langchain4j") && isPresent("dev.langchain4j.model.chat.ChatModel")) {
      types.addAll(LangChain4j.types(openTelemetry, config));
    }
    if (isOn.test("spring-ai") && isPresent("org.springframework.ai.chat.model.ChatModel")) {
      types.addAll(SpringAI.types(openTelemetry, config));
    }
    if (isOn.test("mcp") && isPresent("io.modelcontextprotocol.client.McpAsyncClient")) {
      types.addAll(TracedMcpTypes.types(openTelemetry, config));
    }
    return List.copyOf(types);
  }

  private static boolean isPresent(String className) {
    return ClassUtils.isPresent(className, TracedTypes.class.getClassLoader());
  }

  private static final class OpenAI {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<OpenAIInstrumentor> tracing =
          SingletonSupplier.of(
              () -> OpenAIInstrumentor.builder(openTelemetry).config(config).build());
      return List.of(
          new TracedType<>("openai-java", OpenAIClient.class, client -> tracing.get().wrap(client)),
          new TracedType<>(
              "openai-java", OpenAIClientAsync.class, client -> tracing.get().wrap(client)));
    }
  }

  private static final class Anthropic {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<AnthropicInstrumentor> tracing =
          SingletonSupplier.of(
              () -> AnthropicInstrumentor.builder(openTelemetry).config(config).build());
      return List.of(
          new TracedType<>(
              "anthropic-java", AnthropicClient.class, client -> tracing.get().wrap(client)),
          new TracedType<>(
              "anthropic-java", AnthropicClientAsync.class, client -> tracing.get().wrap(client)));
    }
  }

  private static final class Google {

    /** The client is a final class. */
    static final TracedType<?> TYPE = new TracedType<>("google-genai", Client.class, null);
  }

  private static final class Bedrock {

    static Supplier<BedrockInstrumentor> tracing(OpenTelemetry openTelemetry, TraceConfig config) {
      return SingletonSupplier.of(
          () -> BedrockInstrumentor.builder(openTelemetry).config(config).build());
    }

    static void addTo(List<TracedType<?>> types, OpenTelemetry openTelemetry, TraceConfig config) {
      if (isPresent("software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient")) {
        types.addAll(BedrockRuntime.types(openTelemetry, config));
      }
      if (isPresent(
          "software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient")) {
        types.addAll(BedrockAgents.types(openTelemetry, config));
      }
    }
  }

  private static final class BedrockRuntime {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<BedrockInstrumentor> tracing = Bedrock.tracing(openTelemetry, config);
      return List.of(
          new TracedType<>(
              "aws-bedrock", BedrockRuntimeClient.class, client -> tracing.get().wrap(client)),
          new TracedType<>(
              "aws-bedrock",
              BedrockRuntimeAsyncClient.class,
              client -> tracing.get().wrap(client)));
    }
  }

  private static final class BedrockAgents {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<BedrockInstrumentor> tracing = Bedrock.tracing(openTelemetry, config);
      return List.of(
          new TracedType<>(
              "aws-bedrock", BedrockAgentRuntimeClient.class, client -> tracing.get().wrap(client)),
          new TracedType<>(
              "aws-bedrock",
              BedrockAgentRuntimeAsyncClient.class,
              client -> tracing.get().wrap(client)));
    }
  }

  private static final class LangChain4j {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<LangChain4jInstrumentor> tracing =
          SingletonSupplier.of(
              () -> LangChain4jInstrumentor.builder(openTelemetry).config(config).build());
      List<TracedType<?>> types = new ArrayList<>();
      types.add(type(ChatModel.class, model -> tracing.get().wrap(model)));
      types.add(type(StreamingChatModel.class, model -> tracing.get().wrap(model)));
      types.add(type(EmbeddingModel.class, model -> tracing.get().wrap(model)));
      types.add(type(EmbeddingStore.class, store -> tracing.get().wrap((EmbeddingStore<?>) store)));
      types.add(type(ContentRetriever.class, retriever -> tracing.get().wrap(retriever)));
      types.add(type(ScoringModel.class, model -> tracing.get().wrap(model)));
      types.add(type(ModerationModel.class, model -> tracing.get().wrap(model)));
      types.add(type(ImageModel.class, model -> tracing.get().wrap(model)));
      types.add(type(LanguageModel.class, model -> tracing.get().wrap(model)));
      types.add(type(RetrievalAugmentor.class, augmentor -> tracing.get().wrap(augmentor)));
      if (isPresent("dev.langchain4j.service.AiServices")) {
        types.add(LangChain4jTools.type(tracing));
      }
      return types;
    }

    static <T> TracedType<T> type(Class<T> type, UnaryOperator<T> wrap) {
      return new TracedType<>("langchain4j", type, wrap);
    }
  }

  private static final class LangChain4jTools {

    static TracedType<?> type(Supplier<LangChain4jInstrumentor> tracing) {
      return LangChain4j.type(ToolProvider.class, provider -> tracing.get().wrap(provider));
    }
  }

  private TracedTypes() {}

  /** The types that Spring AI does not observe. The application may lack the module of each. */
  private static final class SpringAI {

    private static final List<String> NAMES =
        List.of(
            "org.springframework.ai.model.tool.ToolCallingManager",
            "org.springframework.ai.tool.execution.ToolExecutionExceptionProcessor",
            "org.springframework.ai.rag.retrieval.search.DocumentRetriever",
            "org.springframework.ai.rag.postretrieval.document.DocumentPostProcessor",
            "org.springframework.ai.moderation.ModerationModel",
            "org.springframework.ai.audio.transcription.TranscriptionModel",
            "org.springframework.ai.audio.tts.TextToSpeechModel");

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      Supplier<SpringAIInstrumentor> tracing =
          SingletonSupplier.of(
              () -> SpringAIInstrumentor.builder(openTelemetry).config(config).build());
      return NAMES.stream()
          .filter(TracedTypes::isPresent)
          .<TracedType<?>>map(
              name ->
                  type(
                      ClassUtils.resolveClassName(name, TracedTypes.class.getClassLoader()),
                      tracing))
          .toList();
    }

    private static <T> TracedType<T> type(Class<T> type, Supplier<SpringAIInstrumentor> tracing) {
      return new TracedType<>("spring-ai", type, bean -> tracing.get().wrap(type, bean));
    }
  }
}
