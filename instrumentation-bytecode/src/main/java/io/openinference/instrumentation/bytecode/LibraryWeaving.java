// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.List;
import java.util.function.Supplier;

/**
 * What an agent needs to trace a library that it is not linked to, for authors of instrumentations.
 *
 * <p>The agent makes one instance to learn the targets, where the library cannot be seen, and one
 * per class loader of the library to make calls.
 *
 * @since 0.1.0
 */
public interface LibraryWeaving {

  /** Returns the name of the library, for example {@code openai-java}. */
  String library();

  /** Returns the binary name of a type of the library that every application of it can see. */
  String libraryType();

  /** Returns the methods whose calls are taken. */
  List<WeavingTarget> targets();

  /**
   * Returns what makes the calls.
   *
   * @param openTelemetry gives the {@code io.opentelemetry.api.OpenTelemetry} of the moment
   */
  CallAdvice advice(Supplier<?> openTelemetry);
}
