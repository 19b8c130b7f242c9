// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bytecode;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Describes how to trace a library to an agent that is not linked to the library, for authors of
 * instrumentations.
 *
 * <p>The agent creates one instance to learn the targets, where the library is not visible, and one
 * instance per class loader of the library to make calls. If an application has the instrumentation
 * itself, the agent passes the calls to that instrumentation through {@link #handler}, whatever its
 * version.
 *
 * <p>The agent finds an implementation by its service file. The implementation needs a constructor
 * without parameters; neither the class nor the constructor need be public.
 *
 * @since 0.1.0
 */
public interface LibraryWeaving {

  /** Returns the name of the library, for example {@code openai-java}. */
  String library();

  /**
   * Returns the binary name of a type of the library that every application of the library can see.
   */
  String libraryType();

  /** Returns the methods to weave. */
  List<WeavingTarget> targets();

  /**
   * Returns the advice that makes the calls.
   *
   * @param openTelemetry supplies the current {@code io.opentelemetry.api.OpenTelemetry}
   */
  CallAdvice advice(Supplier<?> openTelemetry);

  /**
   * Returns the handler of the calls, in types of the JDK that an agent shares with every
   * application. The handler receives class, signature, target and arguments, and returns an array
   * or null. An array of two elements holds the result and the exception of the call. An array of
   * one element holds a {@link java.util.function.BiFunction}. The method then runs itself, passes
   * its result and its exception to the function, and returns the function's value. With null, the
   * method runs unchanged.
   *
   * @param openTelemetry supplies the current {@code io.opentelemetry.api.OpenTelemetry}
   */
  default Function<@Nullable Object[], @Nullable Object @Nullable []> handler(
      Supplier<?> openTelemetry) {
    return new CallHandler(advice(openTelemetry), type -> null, new FaultLog(library()));
  }
}
