// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent;

import java.lang.instrument.Instrumentation;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;

/** Starts the engine once per process, however often it is called. */
final class AgentStart {

  private static final String ENGINE = "io.openinference.javaagent.engine.AgentEngine";
  private static final AtomicBoolean STARTED = new AtomicBoolean();

  static void start(Instrumentation instrumentation) {
    try {
      Method start = ofProcess().getDeclaredMethod("startOnce", Instrumentation.class);
      start.setAccessible(true);
      start.invoke(null, instrumentation);
    } catch (InvocationTargetException e) {
      report(e.getTargetException());
    } catch (Throwable fault) {
      report(fault);
    }
  }

  /**
   * Returns OpenInference's customizer for the OpenTelemetry that OpenTelemetry's agent sets up.
   */
  static Object customizer() throws ReflectiveOperationException {
    Method customizer = ofProcess().getDeclaredMethod("customizer", ClassLoader.class);
    customizer.setAccessible(true);
    return customizer.invoke(null, AgentStart.class.getClassLoader());
  }

  /**
   * Returns this class as {@code -javaagent} loaded it, if that came first. OpenTelemetry's agent
   * loads its extensions in a separate class loader. If the JVM uses both {@code -javaagent} and
   * the extension, both must share one engine; otherwise each call would make two spans.
   */
  private static Class<?> ofProcess() {
    try {
      return Class.forName(AgentStart.class.getName(), true, ClassLoader.getSystemClassLoader());
    } catch (ClassNotFoundException | LinkageError e) {
      return AgentStart.class;
    }
  }

  @SuppressWarnings("unused") // Called by reflection, possibly from another class loader.
  private static void startOnce(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    if (STARTED.compareAndSet(false, true)) {
      engineClass()
          .getMethod("start", Instrumentation.class, ClassLoader.class)
          .invoke(null, instrumentation, AgentStart.class.getClassLoader());
    }
  }

  @SuppressWarnings("unused") // Called by reflection, possibly from another class loader.
  private static Object customizer(ClassLoader extensions) throws ReflectiveOperationException {
    return engineClass()
        .getMethod("customizer", ClassLoader.class, ClassLoader.class)
        .invoke(null, AgentStart.class.getClassLoader(), extensions);
  }

  private static Class<?> engineClass() throws ClassNotFoundException {
    return Engine.LOADER.loadClass(ENGINE);
  }

  private static void report(Throwable fault) {
    // Not a logger, which would configure logging before the application can.
    System.err.println("OpenInference traces nothing, because its agent failed to start: " + fault);
  }

  /** Creates the instance on first use. */
  private static final class Engine {
    static final IsolatedClassLoader LOADER =
        new IsolatedClassLoader(AgentStart.class.getClassLoader());
  }

  private AgentStart() {}
}
