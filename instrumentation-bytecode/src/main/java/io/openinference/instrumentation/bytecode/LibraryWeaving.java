// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What an agent needs to trace a library that it is not linked to, for authors of instrumentations.
 *
 * <p>The agent makes one instance to learn the targets, where the library cannot be seen, and one
 * per class loader of the library to make calls. Where an application has the instrumentation
 * itself, the agent leaves the calls to that, whatever its version: through {@link #handler}.
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

  /**
   * Returns what makes the calls, in types of the JDK, which an agent has in common with every
   * application: given class, signature, target and arguments, it returns an array. One of two
   * elements is result and exception of the call. One of a single element holds a {@link
   * java.util.function.BiFunction}: the method runs itself, then gives the function its result and
   * its exception, and returns what that returns. Null leaves the method alone.
   *
   * @param openTelemetry gives the {@code io.opentelemetry.api.OpenTelemetry} of the moment
   */
  default Function<@Nullable Object[], @Nullable Object @Nullable []> handler(
      Supplier<?> openTelemetry) {
    return new CallHandler(advice(openTelemetry), type -> null, new FaultLog(library()));
  }
}
