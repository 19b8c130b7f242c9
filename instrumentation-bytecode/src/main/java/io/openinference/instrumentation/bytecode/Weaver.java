// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.util.List;
import java.util.function.Predicate;

/**
 * Puts advice into the methods of a library, whether its classes are loaded yet or not.
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
   * Returns a weaver for an agent, which the JVM has given its interface. Once it has woven, {@link
   * ProcessWeaving} weaves no more in this process.
   */
  public static Weaver of(Instrumentation instrumentation) {
    return new Weaver(instrumentation, /* isAgent= */ true);
  }

  /** Tells whether an agent weaves in this process, from whichever class loader it comes. */
  public static boolean hasAgent() {
    return BootstrapBridge.hasAgent();
  }

  /**
   * Returns a weaver for an application, which attaches an agent to its own JVM. The first call
   * takes about half a second.
   *
   * @throws AttachException where the JVM does not allow that
   */
  public static Weaver attach() throws AttachException {
    return new Weaver(SelfAttachment.instrumentation(), /* isAgent= */ false);
  }

  /**
   * Weaves.
   *
   * @param library what log lines call it
   * @param scope the class loaders whose classes are woven
   * @param targets the methods
   * @param advice makes their calls
   * @throws IOException if the bridge to woven classes cannot be written to the temporary folder
   */
  public Weaving weave(
      String library, Predicate<ClassLoader> scope, List<WeavingTarget> targets, CallAdvice advice)
      throws IOException {
    return weave(library, scope, targets, advice, type -> null);
  }

  /**
   * Weaves classes of which others may make the calls.
   *
   * @param library what log lines call it
   * @param scope the class loaders whose classes are woven
   * @param targets the methods
   * @param advice makes their calls
   * @param delegates the others
   * @throws IOException if the bridge to woven classes cannot be written to the temporary folder
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
      // Two weavings would make two spans of a call.
      bridge.replace(library);
    }
    return weaving;
  }
}
