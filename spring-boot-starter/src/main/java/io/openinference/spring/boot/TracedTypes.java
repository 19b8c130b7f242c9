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
import org.springframework.util.ClassUtils;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/**
 * Lists the types whose beans are traced, of the libraries on the class path. Each library has a
 * nested class, because the JVM loads a class only if its library is there.
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
    return List.copyOf(types);
  }

  private static boolean isPresent(String className) {
    return ClassUtils.isPresent(className, TracedTypes.class.getClassLoader());
  }

  private static final class OpenAI {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      OpenAIInstrumentor instrumentor =
          OpenAIInstrumentor.builder(openTelemetry).config(config).build();
      return List.of(
          new TracedType<>("openai-java", OpenAIClient.class, instrumentor::wrap),
          new TracedType<>("openai-java", OpenAIClientAsync.class, instrumentor::wrap));
    }
  }

  private static final class Anthropic {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      AnthropicInstrumentor instrumentor =
          AnthropicInstrumentor.builder(openTelemetry).config(config).build();
      return List.of(
          new TracedType<>("anthropic-java", AnthropicClient.class, instrumentor::wrap),
          new TracedType<>("anthropic-java", AnthropicClientAsync.class, instrumentor::wrap));
    }
  }

  private static final class Google {

    /** The client is a final class. */
    static final TracedType<?> TYPE = new TracedType<>("google-genai", Client.class, null);
  }

  private static final class Bedrock {

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
      BedrockInstrumentor instrumentor =
          BedrockInstrumentor.builder(openTelemetry).config(config).build();
      return List.of(
          new TracedType<>("aws-bedrock", BedrockRuntimeClient.class, instrumentor::wrap),
          new TracedType<>("aws-bedrock", BedrockRuntimeAsyncClient.class, instrumentor::wrap));
    }
  }

  private static final class BedrockAgents {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      BedrockInstrumentor instrumentor =
          BedrockInstrumentor.builder(openTelemetry).config(config).build();
      return List.of(
          new TracedType<>("aws-bedrock", BedrockAgentRuntimeClient.class, instrumentor::wrap),
          new TracedType<>(
              "aws-bedrock", BedrockAgentRuntimeAsyncClient.class, instrumentor::wrap));
    }
  }

  private static final class LangChain4j {

    static List<TracedType<?>> types(OpenTelemetry openTelemetry, TraceConfig config) {
      LangChain4jInstrumentor tracing =
          LangChain4jInstrumentor.builder(openTelemetry).config(config).build();
      List<TracedType<?>> types = new ArrayList<>();
      types.add(new TracedType<>("langchain4j", ChatModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", StreamingChatModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", EmbeddingModel.class, tracing::wrap));
      types.add(
          new TracedType<>(
              "langchain4j",
              EmbeddingStore.class,
              store -> tracing.wrap((EmbeddingStore<?>) store)));
      types.add(new TracedType<>("langchain4j", ContentRetriever.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", ScoringModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", ModerationModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", ImageModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", LanguageModel.class, tracing::wrap));
      types.add(new TracedType<>("langchain4j", RetrievalAugmentor.class, tracing::wrap));
      if (isPresent("dev.langchain4j.service.AiServices")) {
        types.add(LangChain4jTools.type(tracing));
      }
      return types;
    }
  }

  private static final class LangChain4jTools {

    static TracedType<?> type(LangChain4jInstrumentor tracing) {
      return new TracedType<>("langchain4j", ToolProvider.class, tracing::wrap);
    }
  }

  private TracedTypes() {}

  /** What Spring AI does not observe. Each type is of a module that the application may lack. */
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
      SpringAIInstrumentor instrumentor =
          SpringAIInstrumentor.builder(openTelemetry).config(config).build();
      return NAMES.stream()
          .filter(TracedTypes::isPresent)
          .<TracedType<?>>map(
              name ->
                  type(
                      ClassUtils.resolveClassName(name, TracedTypes.class.getClassLoader()),
                      instrumentor))
          .toList();
    }

    private static <T> TracedType<T> type(Class<T> type, SpringAIInstrumentor instrumentor) {
      return new TracedType<>("spring-ai", type, bean -> instrumentor.wrap(type, bean));
    }
  }
}
