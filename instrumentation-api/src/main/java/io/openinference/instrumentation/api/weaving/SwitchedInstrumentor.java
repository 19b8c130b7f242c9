// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import io.openinference.instrumentation.spi.InstrumentorProvider;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets {@code OpenInference.instrument()} turn on an instrumentation that has a switch.
 *
 * @param <I> the type of the instrumentor
 * @since 0.1.0
 */
public abstract class SwitchedInstrumentor<I> implements InstrumentorProvider {

  private final String name;
  private final String libraryType;
  private @Nullable I on;
  // False if the instrumentation was on before.
  private boolean isOwn;

  /**
   * Creates a provider; subclasses must not need the library in their constructors.
   *
   * @param name the name of the library, for example {@code openai-java}
   * @param libraryType the binary name of a type of the library
   */
  protected SwitchedInstrumentor(String name, String libraryType) {
    this.name = name;
    this.libraryType = libraryType;
  }

  /** Returns the switch. */
  protected abstract InstrumentationSwitch<I, ?> instrumentation();

  /** Turns the switch on and returns the instrumentor that is on. */
  protected abstract I turnOn(OpenTelemetry openTelemetry);

  /**
   * Turns the switch on without weaving, and returns the instrumentor that is on. An
   * instrumentation that needs weaving weaves.
   */
  protected I turnOnWithoutWeaving(OpenTelemetry openTelemetry) {
    return turnOn(openTelemetry);
  }

  /** Turns the instrumentor off if it is the one that is on. */
  protected void turnOff(I instrumentor) {
    instrumentation().turnOff(instrumentor);
  }

  @Override
  public final String name() {
    return name;
  }

  @Override
  public final String libraryType() {
    return libraryType;
  }

  @Override
  public final boolean instrument(OpenTelemetry openTelemetry) {
    return instrument(() -> turnOn(openTelemetry));
  }

  @Override
  public final boolean instrumentWithoutWeaving(OpenTelemetry openTelemetry) {
    return instrument(() -> turnOnWithoutWeaving(openTelemetry));
  }

  private boolean instrument(Supplier<I> turnOn) {
    InstrumentationSwitch<I, ?> found = find();
    I before = found == null ? null : found.instrumentor();
    I active = turnOn.get();
    on = active;
    isOwn = active != before;
    return isOn();
  }

  @Override
  public final boolean isOn() {
    InstrumentationSwitch<I, ?> found = find();
    return on != null && found != null && found.isOn(on);
  }

  @Override
  public final void uninstrument() {
    if (isOwn && on != null) {
      turnOff(on);
    }
  }

  /** Returns the switch, or null if the library's release does not link. */
  private @Nullable InstrumentationSwitch<I, ?> find() {
    try {
      return instrumentation();
    } catch (LinkageError e) {
      return null; // Turning the switch on logs the problem.
    }
  }
}
