// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import java.lang.instrument.Instrumentation;
import org.jspecify.annotations.Nullable;

/**
 * Traces an application without changes to it: {@code java -javaagent:openinference-javaagent.jar}.
 *
 * @since 0.1.0
 */
public final class OpenInferenceAgent {

  /** Called by the JVM before the application starts. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    AgentStart.start(instrumentation);
  }

  /** Called by the JVM when the agent is loaded into a running application. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    AgentStart.start(instrumentation);
  }

  private OpenInferenceAgent() {}
}
