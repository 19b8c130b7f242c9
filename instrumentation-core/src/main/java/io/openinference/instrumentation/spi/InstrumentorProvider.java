// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;

/**
 * An instrumentation that can be turned on for the whole process, found by {@link
 * java.util.ServiceLoader}.
 *
 * @since 0.1.0
 */
public interface InstrumentorProvider {

  /** Returns the name of the instrumented library, for example {@code openai-java}. */
  String name();

  /**
   * Returns the name of a class or interface of the library; where its class loader does not find
   * that, the instrumentation is not turned on.
   */
  String libraryType();

  /**
   * Turns the instrumentation on; a second call changes nothing.
   *
   * @param openTelemetry where spans go
   * @return whether it is on: false where the JVM does not allow it, which the instrumentation has
   *     logged then
   */
  boolean instrument(OpenTelemetry openTelemetry);

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
