// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The weaving of one {@code instrument()}, on or off. Where the JVM does not allow it, one warning
 * says so and what works instead; where an agent weaves already, one line says that.
 *
 * @since 0.1.0
 */
public final class ProcessWeaving {

  private static final AtomicBoolean AGENT_REPORTED = new AtomicBoolean();

  private final Class<?> instrumentor;
  private final String limitation;
  private final String alternative;
  private final Runnable undo = this::undo;

  // Guarded by this.
  private @Nullable Weaving weaving;
  private boolean failureReported;

  /**
   * Makes a weaving that is off.
   *
   * @param instrumentor the class whose {@code instrument()} turns it on
   * @param limitation what that method cannot do without, for example {@code cannot trace clients}
   * @param alternative what works all the same, for example {@code OpenAIInstrumentor.wrap(client)}
   */
  public ProcessWeaving(Class<?> instrumentor, String limitation, String alternative) {
    this.instrumentor = instrumentor;
    this.limitation = limitation;
    this.alternative = alternative;
  }

  /**
   * Attaches to the JVM and weaves, unless the JVM runs with an agent that does. An agent that
   * comes later takes the weaving out and makes the calls itself.
   *
   * @param library what log lines call it
   * @param scope the class loaders whose classes are woven
   * @param targets the methods
   * @param advice makes their calls
   * @return false where that is not possible
   */
  public synchronized boolean begin(
      String library,
      Predicate<ClassLoader> scope,
      List<WeavingTarget> targets,
      CallAdvice advice) {
    try {
      if (BootstrapBridge.hasAgent()) {
        reportAgent();
        return true;
      }
      weaving = Weaver.attach().weave(library, scope, targets, advice);
      weaving.yieldToAgent(library, undo);
      return true;
    } catch (AttachException e) {
      return false; // Which was said, once for all instrumentations.
    } catch (IOException | LinkageError | RuntimeException e) {
      report(e);
      return false;
    }
  }

  /** Takes the advice out again, if it is in. */
  public synchronized void undo() {
    if (weaving != null) {
      weaving.forget(undo);
      weaving.undo();
      weaving = null;
    }
  }

  /** Once for all instrumentations. */
  private static void reportAgent() {
    if (AGENT_REPORTED.compareAndSet(false, true)) {
      Logger.getLogger(ProcessWeaving.class.getName())
          .info(
              "This JVM runs with the OpenInference agent: instrument() says where spans go and"
                  + " leaves the rest to the agent.");
    }
  }

  private void report(Throwable fault) {
    if (!failureReported) {
      failureReported = true;
      Logger.getLogger(instrumentor.getName())
          .warning(
              instrumentor.getSimpleName()
                  + ".instrument() "
                  + limitation
                  + ": "
                  + fault
                  + ". What works: "
                  + alternative
                  + ", or starting the JVM with -javaagent:openinference-javaagent.jar.");
    }
  }

  /** Returns a scope of a class loader and all that ask it for classes. */
  public static Predicate<ClassLoader> within(@Nullable ClassLoader ancestor) {
    return loader -> {
      for (ClassLoader current = loader; current != null; current = current.getParent()) {
        if (current == ancestor) {
          return true;
        }
      }
      return false;
    };
  }
}
