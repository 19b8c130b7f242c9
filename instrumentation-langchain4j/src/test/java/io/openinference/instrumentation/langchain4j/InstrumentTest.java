// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.observability.api.AiServiceListenerRegistrar;
import dev.langchain4j.observability.api.DefaultAiServiceListenerRegistrar;
import dev.langchain4j.observability.api.event.AiServiceCompletedEvent;
import dev.langchain4j.observability.api.listener.AiServiceCompletedListener;
import dev.langchain4j.service.AiServiceContext;
import dev.langchain4j.service.AiServices;
import dev.langchain4j.service.TokenStream;
import dev.langchain4j.service.guardrail.InputGuardrails;
import dev.langchain4j.spi.observability.AiServiceListenerRegistrarFactory;
import dev.langchain4j.spi.services.AiServiceContextFactory;
import io.openinference.instrumentation.OpenInference;
import io.openinference.instrumentation.openai.OpenAIInstrumentor;
import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.openinference.testing.Garbage;
import io.openinference.testing.OpenInferenceExtension;
import io.openinference.testing.contract.Door;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.sdk.trace.data.SpanData;
import java.io.IOException;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The switch of the instrumentation, and its neighbours: listeners, providers, other tracers. */
class InstrumentTest extends ApplicationTest {

  @RegisterExtension static final OpenInferenceExtension other = OpenInferenceExtension.create();

  interface Assistant {
    String ask(String question);
  }

  interface StreamingAssistant {
    TokenStream ask(String question);
  }

  @Test
  void turnsOnOnceAndOffAgain() {
    open(Door.INSTRUMENT);
    server.handler(request -> Reply.text("Hello!").to(request));
    Assistant assistant = service(Assistant.class).chatModel(rawModel()).build();

    assertThat(LangChain4jInstrumentor.instrument(telemetry.openTelemetry()))
        .isSameAs(instrumentor);
    assistant.ask("Hi");
    assertThat(telemetry.spans()).hasSize(2);

    assertThat(instrumentor.isOn()).isTrue();
    instrumentor.uninstrument();
    assertThat(instrumentor.isOn()).isFalse();
    assistant.ask("Hi");
    assertThat(telemetry.spans()).hasSize(2);

    open(Door.INSTRUMENT);
    assistant.ask("Hi");
    assertThat(telemetry.spans()).hasSize(4);
  }

  @Test
  void reachesServicesThatWereBuiltBefore() {
    Assistant assistant = AiServices.builder(Assistant.class).chatModel(rawModel()).build();
    server.handler(request -> Reply.text("Hello!").to(request));

    open(Door.INSTRUMENT);
    assistant.ask("Hi");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiChatModel
            """);
  }

  @Test
  void tracesOnceWhatIsAlsoWrapped() {
    open(Door.INSTRUMENT);
    replies(Reply.text("Hello!"));
    LangChain4jInstrumentor other = LangChain4jInstrumentor.create(telemetry.openTelemetry());

    AiServices.builder(Assistant.class)
        .chatModel(other.wrap(rawModel()))
        .registerListeners(other.aiServiceListeners())
        .build()
        .ask("Hi");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiChatModel
            """);
  }

  @Test
  void callsTheListenersOfTheApplication() {
    open(Door.INSTRUMENT);
    replies(Reply.text("Hello!"));
    List<Object> results = new ArrayList<>();
    AiServiceCompletedListener listener =
        (AiServiceCompletedEvent event) -> results.add(event.result().orElseThrow());

    service(Assistant.class).chatModel(rawModel()).registerListener(listener).build().ask("Hi");

    assertThat(results).containsExactly("Hello!");
  }

  @Test
  void endsTheServiceThatAnErrorBreaks() {
    open(Door.INSTRUMENT);
    ChatModel model =
        new ChatModel() {
          @Override
          public ChatResponse doChat(ChatRequest request) {
            throw new AssertionError("not an exception");
          }
        };

    assertThatThrownBy(() -> service(Assistant.class).chatModel(model).build().ask("Hi"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("not an exception");

    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask !
              LLM ChatModel !
            """);
  }

  @Test
  void endsTheServiceWhoseStreamIsNeverStarted() throws Exception {
    open(Door.INSTRUMENT);
    StreamingAssistant assistant =
        service(StreamingAssistant.class).streamingChatModel(rawStreamingModel()).build();

    askAndForget(assistant::ask);

    collectUntilSpans(1);
    assertThat(telemetry.trace()).hasTree("CHAIN StreamingAssistant.ask");
  }

  interface GuardedStreamingAssistant {
    @InputGuardrails(GuardrailTest.ShortQuestion.class)
    TokenStream ask(String question);
  }

  @Test
  void endsTheGuardedServiceWhoseStreamIsNeverStarted() throws Exception {
    open(Door.INSTRUMENT);
    GuardedStreamingAssistant assistant =
        service(GuardedStreamingAssistant.class).streamingChatModel(rawStreamingModel()).build();

    askAndForget(assistant::ask);

    collectUntilSpans(2);
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN GuardedStreamingAssistant.ask
              GUARDRAIL ShortQuestion
            """);
  }

  /** Nothing but the garbage collector knows that nobody will start a stream. */
  private static void collectUntilSpans(int count) {
    Garbage.collectUntil(() -> telemetry.spans().size() >= count);
  }

  private static void askAndForget(Function<String, TokenStream> assistant) {
    assertThat(assistant.apply("Hi")).isNotNull();
  }

  /** Holds on to what only the garbage collector may end. */
  static final class CollectingTools {
    @dev.langchain4j.agent.tool.Tool("Collects garbage")
    String collect() {
      WeakReference<Object> garbage = new WeakReference<>(new Object());
      while (garbage.get() != null) {
        System.gc();
      }
      return "collected " + telemetry.spans().size();
    }
  }

  @Test
  void keepsTheServiceOpenWhileItWorks() {
    open(Door.INSTRUMENT);
    Reply collect = Reply.toolCall("call_1", "collect", "{}");
    replies(collect, collect, collect, Reply.text("Done."));

    service(Assistant.class).chatModel(rawModel()).tools(new CollectingTools()).build().ask("Hi");

    assertThat(telemetry.trace())
        .hasTree(
            """
            AGENT Assistant.ask
              LLM OpenAiChatModel
              TOOL collect
              LLM OpenAiChatModel
              TOOL collect
              LLM OpenAiChatModel
              TOOL collect
              LLM OpenAiChatModel
            """);
    SpanData root = telemetry.trace().root();
    assertThat(telemetry.spans().get(telemetry.spans().size() - 1)).isEqualTo(root);
  }

  @Test
  void isFoundByOpenInference() {
    assertThat(
            ServiceLoader.load(InstrumentorProvider.class).stream()
                .map(ServiceLoader.Provider::type))
        .contains(LangChain4jInstrumentorProvider.class);
  }

  @Test
  void isTurnedOnByOpenInferenceWithTheGlobalOpenTelemetry() {
    GlobalOpenTelemetry.resetForTest();
    GlobalOpenTelemetry.set(telemetry.openTelemetry());
    try {
      OpenInference.instrument();
      instrumentor = LangChain4jInstrumentor.instrument();
      replies(Reply.text("Hello!"));

      AiServices.builder(Assistant.class).chatModel(rawModel()).build().ask("Hi");

      assertThat(telemetry.trace())
          .hasTree(
              """
              CHAIN Assistant.ask
                LLM OpenAiChatModel
              """);
    } finally {
      OpenAIInstrumentor.instrument().uninstrument();
      GlobalOpenTelemetry.resetForTest();
    }
  }

  @Test
  void sendsWhatIsWrappedToTheOpenTelemetryThatItWasWrappedFor() {
    open(Door.WRAP);
    server.handler(request -> Reply.text("Hello!").to(request));

    LangChain4jInstrumentor.create(other.openTelemetry()).wrap(rawModel()).chat("Hi");
    assertThat(telemetry.spans()).isEmpty();
    assertThat(other.spans()).hasSize(1);

    instrumentor.wrap(rawModel()).chat("Hi");
    assertThat(telemetry.spans()).hasSize(1);
    assertThat(other.spans()).hasSize(1);
  }

  /** Another provider of LangChain4j's services, as a framework would bring it. */
  public static final class OtherRegistrarFactory implements AiServiceListenerRegistrarFactory {
    static final AtomicInteger CREATED = new AtomicInteger();

    @Override
    public AiServiceListenerRegistrar get() {
      CREATED.incrementAndGet();
      return new DefaultAiServiceListenerRegistrar();
    }
  }

  /** Another provider of LangChain4j's services, as a framework would bring it. */
  public static final class OtherContextFactory implements AiServiceContextFactory {
    static final class OtherContext extends AiServiceContext {
      OtherContext(Class<?> aiServiceClass) {
        super(aiServiceClass);
      }
    }

    @Override
    public AiServiceContext create(Class<?> aiServiceClass) {
      return new OtherContext(aiServiceClass);
    }
  }

  @Test
  void usesTheProvidersThatComeAfterIt(@TempDir Path directory) throws Exception {
    open(Door.INSTRUMENT);
    replies(Reply.text("Hello!"));
    OtherRegistrarFactory.CREATED.set(0);
    declare(directory, AiServiceListenerRegistrarFactory.class, OtherRegistrarFactory.class);
    declare(directory, AiServiceContextFactory.class, OtherContextFactory.class);

    withClassPath(
        directory,
        () -> {
          assertThat(AiServiceContext.create(Assistant.class))
              .isInstanceOf(OtherContextFactory.OtherContext.class);
          return AiServices.builder(Assistant.class).chatModel(rawModel()).build().ask("Hi");
        });

    assertThat(OtherRegistrarFactory.CREATED).hasPositiveValue();
    assertThat(telemetry.trace())
        .hasTree(
            """
            CHAIN Assistant.ask
              LLM OpenAiChatModel
            """);
  }

  private static <P> void declare(Path directory, Class<P> service, Class<? extends P> provider)
      throws IOException {
    Path file = directory.resolve("META-INF/services").resolve(service.getName());
    Files.createDirectories(file.getParent());
    Files.writeString(file, provider.getName());
  }

  private static void withClassPath(Path directory, Callable<?> code) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    try (URLClassLoader loader =
        new URLClassLoader(new URL[] {directory.toUri().toURL()}, before)) {
      thread.setContextClassLoader(loader);
      code.call();
    } finally {
      thread.setContextClassLoader(before);
    }
  }
}
