// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.service.AiServices;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An application that is undeployed after {@code uninstrument()} is let go of. */
class ClassLoaderLeakTest {

  /** Has its own copy of LangChain4j and of us. */
  public static final class Application implements Runnable {

    interface Assistant {
      String ask(String question);
    }

    static final class EchoModel implements ChatModel {
      @Override
      public ChatResponse doChat(ChatRequest request) {
        return ChatResponse.builder().aiMessage(AiMessage.from("You asked.")).build();
      }
    }

    /** For the test. */
    public Application() {}

    @Override
    public void run() {
      try (OpenTelemetrySdk openTelemetry = openTelemetry()) {
        LangChain4jInstrumentor on = LangChain4jInstrumentor.instrument(openTelemetry);
        callModels();
        on.uninstrument();
      }
    }

    private static void callModels() {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(Application.class.getClassLoader());
      try {
        new EchoModel().chat("Hi");
        AiServices.create(Assistant.class, new EchoModel()).ask("Hi");
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    private static OpenTelemetrySdk openTelemetry() {
      return OpenTelemetrySdk.builder()
          .setTracerProvider(SdkTracerProvider.builder().build())
          .build();
    }
  }

  private static final String STRICT_CONTEXT = "io.opentelemetry.context.enableStrictContext";

  private final String strictContext = System.getProperty(STRICT_CONTEXT);

  /** With strict context, each copy of OpenTelemetry starts a thread that never ends. */
  @BeforeEach
  void relaxContext() {
    System.clearProperty(STRICT_CONTEXT);
  }

  @AfterEach
  void restoreContext() {
    System.setProperty(STRICT_CONTEXT, strictContext);
  }

  @Test
  void classLoaderOfAnUndeployedApplicationIsCollected() throws Exception {
    WeakReference<ClassLoader> application = deployAndUndeploy();
    // The JDK remembers the last proxy whose default method was called: of the next one then.
    deployAndUndeploy();

    for (int i = 0; i < 100 && application.get() != null; i++) {
      System.gc();
      Thread.onSpinWait();
    }

    assertThat(application.get()).isNull();
  }

  private static WeakReference<ClassLoader> deployAndUndeploy() throws Exception {
    try (URLClassLoader application =
        new URLClassLoader(classPath(), ClassLoader.getPlatformClassLoader())) {
      Class<?> program = application.loadClass(Application.class.getName());
      assertThat(program).isNotSameAs(Application.class);
      ((Runnable) program.getConstructor().newInstance()).run();
      return new WeakReference<>(application);
    }
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(Path.of(entry).toUri().toURL());
    }
    return urls.toArray(URL[]::new);
  }
}
