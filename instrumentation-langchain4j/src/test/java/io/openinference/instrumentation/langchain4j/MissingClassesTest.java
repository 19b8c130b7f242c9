// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.langchain4j;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.model.chat.ChatModel;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import java.lang.reflect.Method;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

/** The instrumentation on class paths that lack classes of LangChain4j. */
class MissingClassesTest extends ApplicationTest {

  @Test
  void canBeReflectedOnWithoutAgentsAndMcp() throws Exception {
    try (URLClassLoader loader =
        new HidingClassLoader(
            name ->
                name.startsWith("dev.langchain4j.agentic.")
                    || name.startsWith("dev.langchain4j.mcp."))) {
      Class<?> reloaded = loader.loadClass(LangChain4jInstrumentor.class.getName());

      assertThat(reloaded).isNotSameAs(LangChain4jInstrumentor.class);
      assertThat(reloaded.getDeclaredMethods()).isNotEmpty();
      Object created =
          reloaded
              .getMethod("create", io.opentelemetry.api.OpenTelemetry.class)
              .invoke(null, telemetry.openTelemetry());
      Object wrapped = reloaded.getMethod("wrap", ChatModel.class).invoke(created, rawModel());
      assertThat(wrapped).isInstanceOf(ChatModel.class);
    }
  }

  @Test
  void namesAReleaseThatItDoesNotFitAndWhatThatLacks() throws Exception {
    String lacking = "dev.langchain4j.observability.api.event.AiServiceRequestIssuedEvent";
    try (LogCapture log = LogCapture.of(TelemetryGuard.class);
        URLClassLoader loader = new HidingClassLoader(lacking::equals)) {
      Class<?> reloaded = loader.loadClass(LangChain4jInstrumentor.class.getName());
      Method instrument =
          reloaded.getMethod("instrument", io.opentelemetry.api.OpenTelemetry.class);

      instrument.invoke(null, telemetry.openTelemetry());
      Object instrumentor = instrument.invoke(null, telemetry.openTelemetry());
      ChatModel model =
          (ChatModel) reloaded.getMethod("wrap", ChatModel.class).invoke(instrumentor, rawModel());
      replies(Reply.text("Hello!"));
      assertThat(model.chat("Hi")).isEqualTo("Hello!");

      assertThat(telemetry.spans()).isEmpty();
      assertThat(log.messages())
          .singleElement()
          .asString()
          .startsWith("OpenInference langchain4j is switched off, it does not fit langchain4j ")
          .contains(System.getProperty("langchain4j-core.release-under-test"))
          .endsWith("NoClassDefFoundError: " + lacking.replace('.', '/'));
    }
  }

  /** Has a copy of the instrumentation that some classes are hidden from. */
  private static final class HidingClassLoader extends URLClassLoader {
    private final Predicate<String> hidden;

    HidingClassLoader(Predicate<String> hidden) {
      super(
          new URL[] {
            LangChain4jInstrumentor.class.getProtectionDomain().getCodeSource().getLocation()
          },
          MissingClassesTest.class.getClassLoader());
      this.hidden = hidden;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (hidden.test(name)) {
        throw new ClassNotFoundException(name);
      }
      return name.startsWith(LangChain4jInstrumentor.class.getPackageName() + ".")
          ? findOwn(name)
          : super.loadClass(name, resolve);
    }

    private Class<?> findOwn(String name) throws ClassNotFoundException {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
