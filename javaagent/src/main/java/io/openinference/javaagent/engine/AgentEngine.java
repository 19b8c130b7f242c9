// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.Weaver;
import io.openinference.javaagent.IsolatedClassLoader;
import io.openinference.sdk.SpanRoute;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the libraries that the agent knows.
 *
 * @since 0.1.0
 */
public final class AgentEngine {

  /** Classes that say what is woven of a library. */
  private static final List<String> WEAVINGS =
      List.of(
          "io.openinference.instrumentation.annotations.weaving.AnnotationWeaving",
          "io.openinference.instrumentation.openai.OpenAIWeaving",
          "io.openinference.instrumentation.langchain4j.LangChain4jWeaving");

  /**
   * Starts the agent, unless another copy of this class has started one in the process.
   *
   * @param jar finds the entries of the agent's jar as resources
   */
  public static void start(Instrumentation instrumentation, ClassLoader jar)
      throws IOException, ReflectiveOperationException {
    if (Weaver.hasAgent()) {
      return; // The extension of OpenTelemetry's agent has started before -javaagent of this jar.
    }
    AgentTelemetry telemetry = AgentTelemetry.of(jar);
    Weaver weaver = Weaver.of(instrumentation);
    List<String> libraries = new ArrayList<>();
    for (String name : WEAVINGS) {
      LibraryWeaving weaving = newWeaving(engineLoader(), name);
      libraries.add(weaving.library());
      ApplicationAdvice advice =
          new ApplicationAdvice(
              new AgentWeaving(name, weaving.library(), weaving.libraryType()), telemetry);
      weaver.weave(
          weaving.library(),
          AgentEngine::isOfApplication,
          weaving.targets(),
          advice,
          advice::delegate);
    }
    announce(libraries);
  }

  private static void announce(List<String> libraries) {
    String route = SpanRoute.ofEnvironment();
    if (!AgentTelemetry.hasOpenTelemetryAgentStarted()) {
      SpanRoute.tell(route);
    }
    // Not a logger, which would settle the log manager before the application can.
    System.err.println(
        "OpenInference traces "
            + String.join(", ", libraries)
            + "; spans go "
            + (AgentTelemetry.hasOpenTelemetryAgentStarted()
                ? SpanRoute.ofOpenTelemetryAgent()
                : route + ", unless a global OpenTelemetry is set"));
  }

  /**
   * Returns our {@code AutoConfigurationCustomizerProvider}, linked to the OpenTelemetry of
   * OpenTelemetry's agent.
   *
   * @param jar finds the entries of the agent's jar as resources
   * @param extensions the class loader of that agent's extensions
   */
  public static Object customizer(ClassLoader jar, ClassLoader extensions)
      throws ReflectiveOperationException {
    return AgentTelemetry.of(jar)
        .extend(extensions)
        .loader()
        .loadClass("io.openinference.sdk.OpenInferenceAutoConfiguration")
        .getConstructor()
        .newInstance();
  }

  private static ClassLoader engineLoader() {
    return AgentEngine.class.getClassLoader();
  }

  static LibraryWeaving newWeaving(ClassLoader loader, String name)
      throws ReflectiveOperationException {
    return (LibraryWeaving) loader.loadClass(name).getConstructor().newInstance();
  }

  private static boolean isOfApplication(@Nullable ClassLoader loader) {
    return loader != null
        && !(loader instanceof IsolatedClassLoader)
        && !loader.getClass().getName().startsWith("io.opentelemetry.javaagent.");
  }

  private AgentEngine() {}
}
