// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the engine, once in a process. */
final class AgentStart {

  private static final String ENGINE = "io.openinference.javaagent.engine.AgentEngine";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  static void start(Instrumentation instrumentation) {
    if (!STARTED.compareAndSet(false, true)) {
      return;
    }
    try {
      engineLoader()
          .loadClass(ENGINE)
          .getMethod("start", Instrumentation.class, ClassLoader.class)
          .invoke(null, instrumentation, AgentStart.class.getClassLoader());
    } catch (InvocationTargetException e) {
      report(e.getTargetException());
    } catch (Throwable fault) {
      report(fault);
    }
  }

  private static void report(Throwable fault) {
    // Not a logger, which would settle the log manager before the application can.
    System.err.println("OpenInference traces nothing, its agent failed to start: " + fault);
  }

  /** Returns our customizer of the OpenTelemetry that OpenTelemetry's agent sets up. */
  static Object customizer() throws ReflectiveOperationException {
    return engineLoader()
        .loadClass(ENGINE)
        .getMethod("customizer", ClassLoader.class)
        .invoke(null, AgentStart.class.getClassLoader());
  }

  private static IsolatedClassLoader engineLoader() {
    return Engine.LOADER;
  }

  /** Made when it is first asked for. */
  private static final class Engine {
    static final IsolatedClassLoader LOADER =
        new IsolatedClassLoader(AgentStart.class.getClassLoader());
  }

  private AgentStart() {}
}
