// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.Weaver;
import io.openinference.javaagent.IsolatedClassLoader;
import io.openinference.sdk.OpenInferenceSdkStarter;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Weaves the libraries for which the agent's jar has a {@link LibraryWeaving}.
 *
 * @since 0.1.0
 */
public final class AgentEngine {

  /**
   * Starts the agent, unless another copy of this class has started one in the process.
   *
   * @param jar finds the entries of the agent's jar as resources
   */
  public static void start(Instrumentation instrumentation, ClassLoader jar)
      throws IOException, ReflectiveOperationException {
    if (Weaver.hasAgent()) {
      return; // OpenTelemetry's agent has started this agent as an extension before -javaagent did.
    }
    AgentTelemetry telemetry = AgentTelemetry.of(jar);
    Weaver weaver = Weaver.of(instrumentation);
    List<String> libraries = new ArrayList<>();
    List<LibraryWeaving> weavings = ListedWeavings.in(engineLoader());
    telemetry.route(weavings.stream().map(AgentWeaving::of).toList());
    for (LibraryWeaving weaving : weavings) {
      libraries.add(weaving.library());
      ApplicationAdvice advice = new ApplicationAdvice(AgentWeaving.of(weaving), telemetry);
      weaver.weave(
          weaving.library(),
          AgentEngine::isOfApplication,
          weaving.targets(),
          advice,
          advice::delegate);
    }
    weaver.weave(
        SpringBootHooks.LIBRARY,
        AgentEngine::isOfApplication,
        SpringBootHooks.targets(),
        new SpringBootHooks());
    announce(libraries);
  }

  private static void announce(List<String> libraries) {
    String route =
        AgentTelemetry.hasOpenTelemetryAgentStarted()
            ? OpenInferenceSdkStarter.routeOfOpenTelemetryAgent()
            : OpenInferenceSdkStarter.announcedRoute()
                + ", unless the application sets a global OpenTelemetry";
    // Not a logger, which would configure logging before the application can.
    System.err.println(
        "OpenInference traces " + String.join(", ", libraries) + "; spans go " + route);
  }

  /**
   * Returns OpenInference's {@code AutoConfigurationCustomizerProvider}, linked to the
   * OpenTelemetry of OpenTelemetry's agent.
   *
   * @param jar finds the entries of the agent's jar as resources
   * @param extensions the class loader of the extensions of OpenTelemetry's agent
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

  private static boolean isOfApplication(@Nullable ClassLoader loader) {
    return loader != null
        && !(loader instanceof IsolatedClassLoader)
        && !loader.getClass().getName().startsWith("io.opentelemetry.javaagent.");
  }

  private AgentEngine() {}
}
