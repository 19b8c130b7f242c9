// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Predicate;

/**
 * Adds advice to the methods of a library, for loaded classes and for classes that are loaded
 * later.
 *
 * @since 0.1.0
 */
public final class Weaver {

  private final Instrumentation instrumentation;
  private final boolean isAgent;

  private Weaver(Instrumentation instrumentation, boolean isAgent) {
    this.instrumentation = instrumentation;
    this.isAgent = isAgent;
  }

  /**
   * Returns a weaver for an agent, with the instrumentation interface that the JVM gave to the
   * agent. After this weaver has woven, {@link ProcessWeaving} weaves no more in this process.
   */
  public static Weaver of(Instrumentation instrumentation) {
    return new Weaver(instrumentation, /* isAgent= */ true);
  }

  /** Tells whether an agent weaves in this process, whichever class loader loaded it. */
  public static boolean hasAgent() {
    return BootstrapBridge.hasAgent();
  }

  /**
   * Returns a weaver for an application; it attaches an agent to the application's own JVM. Where
   * the JVM has no command for that, the first call takes about half a second.
   *
   * @throws AttachException if the JVM does not allow the attachment
   */
  public static Weaver attach() throws AttachException {
    return new Weaver(SelfAttachment.instrumentation(), /* isAgent= */ false);
  }

  /**
   * Adds advice to the methods of a library.
   *
   * @param library the name of the library in log lines
   * @param scope the class loaders whose classes are woven
   * @param targets the methods to weave
   * @param advice makes the calls of woven methods
   * @throws IOException if the bridge cannot be written to the temporary folder
   */
  public Weaving weave(
      String library, Predicate<ClassLoader> scope, List<WeavingTarget> targets, CallAdvice advice)
      throws IOException {
    return weave(library, scope, targets, advice, type -> null);
  }

  /**
   * Adds advice to the methods of a library; other instrumentations may make the calls of some
   * classes.
   *
   * @param library the name of the library in log lines
   * @param scope the class loaders whose classes are woven
   * @param targets the methods to weave
   * @param advice makes the calls of woven methods
   * @param delegates finds the other instrumentations
   * @throws IOException if the bridge cannot be written to the temporary folder
   */
  public Weaving weave(
      String library,
      Predicate<ClassLoader> scope,
      List<WeavingTarget> targets,
      CallAdvice advice,
      CallDelegates delegates)
      throws IOException {
    FaultLog faults = new FaultLog(library);
    BootstrapBridge bridge = BootstrapBridge.install(instrumentation);
    if (isAgent) {
      bridge.announceAgent();
    }
    int id = bridge.newId();
    WeavingTransformer transformer = new WeavingTransformer(id, scope, targets, faults);
    Weaving weaving = new Weaving(instrumentation, bridge, id, transformer, targets, scope, faults);
    weaving.begin(new CallHandler(advice, delegates, faults));
    if (isAgent) {
      // Two weavings would make two spans for one call.
      bridge.replace(library);
    }
    return weaving;
  }
}
