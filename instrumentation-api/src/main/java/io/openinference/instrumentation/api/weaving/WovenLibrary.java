// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import io.openinference.instrumentation.bytecode.CallAdvice;
import io.openinference.instrumentation.bytecode.LibraryWeaving;
import io.openinference.instrumentation.bytecode.ProcessWeaving;
import java.util.function.Predicate;

/**
 * Weaves a library when the application calls {@code instrument()}.
 *
 * @since 0.1.0
 */
public final class WovenLibrary implements InstrumentationSwitch.Weaving {

  private final ProcessWeaving weaving;
  private final LibraryWeaving library;
  private final Predicate<ClassLoader> scope;
  private final CallAdvice advice;

  /**
   * Creates a weaving that is off.
   *
   * @param instrumentation the switch that turns the weaving on
   * @param library describes what to weave
   * @param scope the class loaders whose classes are woven
   * @param advice makes the calls of woven methods
   */
  public WovenLibrary(
      InstrumentationSwitch<?, ?> instrumentation,
      LibraryWeaving library,
      Predicate<ClassLoader> scope,
      CallAdvice advice) {
    this.weaving =
        new ProcessWeaving(
            instrumentation.instrumentorType(),
            instrumentation.limitation(),
            instrumentation.alternative());
    this.library = library;
    this.scope = scope;
    this.advice = advice;
  }

  @Override
  public boolean begin() {
    return weaving.begin(library.library(), scope, library.targets(), advice);
  }

  @Override
  public void undo() {
    weaving.undo();
  }
}
