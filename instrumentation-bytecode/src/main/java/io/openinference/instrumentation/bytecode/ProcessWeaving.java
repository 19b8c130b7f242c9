// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Predicate;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The weaving of one {@code instrument()} method, on or off. If the JVM does not allow weaving, one
 * warning says so and names an alternative. If an agent already weaves, one log line says so.
 *
 * @since 0.1.0
 */
public final class ProcessWeaving {

  private static final AtomicBoolean AGENT_REPORTED = new AtomicBoolean();

  private final Class<?> instrumentor;
  private final String limitation;
  private final String alternative;
  private final Runnable undo = this::undo;

  // The object's monitor guards these fields.
  private @Nullable Weaving weaving;
  private boolean failureReported;

  /**
   * Creates a weaving that is off.
   *
   * @param instrumentor the class whose {@code instrument()} turns the weaving on
   * @param limitation what {@code instrument()} cannot do without weaving, for example {@code
   *     cannot trace clients}
   * @param alternative what works without weaving, for example {@code
   *     OpenAIInstrumentor.wrap(client)}
   */
  public ProcessWeaving(Class<?> instrumentor, String limitation, String alternative) {
    this.instrumentor = instrumentor;
    this.limitation = limitation;
    this.alternative = alternative;
  }

  /**
   * Attaches to the JVM and weaves, unless an agent of the JVM already weaves. If an agent is
   * attached later, it removes the weaving and makes the calls itself.
   *
   * @param library the name of the library in log lines
   * @param scope the class loaders whose classes are woven
   * @param targets the methods to weave
   * @param advice makes the calls of woven methods
   * @return false if weaving is not possible
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
      return false; // SelfAttachment has logged the reason, once for all instrumentations.
    } catch (IOException | LinkageError | RuntimeException e) {
      report(e);
      return false;
    }
  }

  /** Removes the advice, if it is in. */
  public synchronized void undo() {
    if (weaving != null) {
      weaving.forget(undo);
      weaving.undo();
      weaving = null;
    }
  }

  /** Logged once for all instrumentations. */
  private static void reportAgent() {
    if (AGENT_REPORTED.compareAndSet(false, true)) {
      Logger.getLogger(ProcessWeaving.class.getName())
          .info(
              "This JVM runs with the OpenInference agent, which traces the calls. instrument()"
                  + " only sets where spans go.");
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
                  + ". Alternatives: use "
                  + alternative
                  + ", or start the JVM with -javaagent:openinference-javaagent.jar.");
    }
  }

  /** Returns a scope with a class loader and all class loaders that delegate to it. */
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
