// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;

/**
 * Turns an instrumentation on for the whole process. {@code OpenInference.instrument()} finds
 * implementations by their service files. The implementing class is public and has a public
 * constructor without parameters.
 *
 * @since 0.1.0
 */
public interface InstrumentorProvider {

  /** Returns the name of the instrumented library, for example {@code openai-java}. */
  String name();

  /**
   * Returns the name of a class or interface of the library. If the instrumentation's class loader
   * does not find that class, the instrumentation stays off.
   */
  String libraryType();

  /**
   * Turns the instrumentation on; a second call changes nothing.
   *
   * @param openTelemetry where spans go
   * @return true if the instrumentation is on; false if the JVM does not allow it, which the
   *     instrumentation has logged
   */
  boolean instrument(OpenTelemetry openTelemetry);

  /**
   * Turns the instrumentation on as far as that needs no change of classes, for which the JVM may
   * have to load an agent. A later {@link #instrument} adds the rest. An instrumentation that needs
   * changed classes does the same as {@link #instrument}.
   *
   * @param openTelemetry where spans go
   * @return true if the instrumentation is on
   */
  default boolean instrumentWithoutWeaving(OpenTelemetry openTelemetry) {
    return instrument(openTelemetry);
  }

  /**
   * Tells whether the instrumentation is on, after {@link #instrument} returned true. An
   * instrumentation that cannot be turned off is always on.
   */
  default boolean isOn() {
    return true;
  }

  /**
   * Turns the instrumentation off if {@link #instrument} of this object turned it on. An
   * instrumentation that was on before stays on.
   */
  default void uninstrument() {}
}
