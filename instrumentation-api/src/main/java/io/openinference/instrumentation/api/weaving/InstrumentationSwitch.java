// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import io.openinference.instrumentation.api.door.TracingSource;
import io.openinference.instrumentation.spi.LatestValue;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Turns the instrumentation of a library on or off for the whole process; implements {@code
 * instrument()} and {@code uninstrument()} of an instrumentor. Keep one switch per library in a
 * static field.
 *
 * <p>At most one instrumentor of a library is on. If weaving is not possible, one warning gives the
 * reason and an alternative.
 *
 * @param <I> the type of the instrumentor
 * @param <T> the type of the object that traces the library's calls
 * @since 0.1.0
 */
public final class InstrumentationSwitch<I, T> implements TracingSource<T> {

  private final Class<I> instrumentorType;
  private final String limitation;
  private final String alternative;
  private final TelemetryGuard guard;
  private final boolean needsWeaving;
  private final Function<InstrumentationSwitch<I, T>, Weaving> newWeaving;
  private final Object lock = new Object();

  // Guarded by lock.
  private @Nullable Weaving weaving;
  private boolean missingReported;
  private boolean leavesOutWeaving;

  private volatile @Nullable Active<I, T> active;
  private volatile @Nullable Supplier<T> agent;

  private InstrumentationSwitch(
      Class<I> instrumentorType,
      String limitation,
      String alternative,
      TelemetryGuard guard,
      boolean needsWeaving,
      Function<InstrumentationSwitch<I, T>, Weaving> newWeaving) {
    this.instrumentorType = instrumentorType;
    this.limitation = limitation;
    this.alternative = alternative;
    this.guard = guard;
    this.needsWeaving = needsWeaving;
    this.newWeaving = newWeaving;
  }

  /**
   * Returns a switch that stays off if weaving is not possible.
   *
   * @param instrumentorType the class whose {@code instrument()} turns the instrumentation on
   * @param limitation what {@code instrument()} cannot do without weaving, for example {@code
   *     cannot trace clients}
   * @param alternative what works without weaving, for example {@code
   *     OpenAIInstrumentor.wrap(client)}
   * @param guard the library's guard
   * @param newWeaving creates the weaving. Pass a lambda that calls a separate class, because only
   *     that class may name types of the bytecode module, which can be missing
   * @param <I> the type of the instrumentor
   * @param <T> the type of the object that traces the library's calls
   */
  public static <I, T> InstrumentationSwitch<I, T> needingWeaving(
      Class<I> instrumentorType,
      String limitation,
      String alternative,
      TelemetryGuard guard,
      Function<InstrumentationSwitch<I, T>, Weaving> newWeaving) {
    return new InstrumentationSwitch<>(
        instrumentorType, limitation, alternative, guard, /* needsWeaving= */ true, newWeaving);
  }

  /**
   * Returns a switch that turns on even if weaving is not possible, for a library that has other
   * ways to trace calls. The parameters are the same as for {@link #needingWeaving}.
   *
   * @param <I> the type of the instrumentor
   * @param <T> the type of the object that traces the library's calls
   */
  public static <I, T> InstrumentationSwitch<I, T> helpedByWeaving(
      Class<I> instrumentorType,
      String limitation,
      String alternative,
      TelemetryGuard guard,
      Function<InstrumentationSwitch<I, T>, Weaving> newWeaving) {
    return new InstrumentationSwitch<>(
        instrumentorType, limitation, alternative, guard, /* needsWeaving= */ false, newWeaving);
  }

  /**
   * Turns an instrumentor on unless one is on.
   *
   * @param tracing the object that traces the instrumentor's calls
   * @return the instrumentor that is on, or the given instrumentor, which is off, if weaving is not
   *     possible
   */
  public I turnOn(I instrumentor, T tracing) {
    synchronized (lock) {
      Active<I, T> known = active;
      if (known != null) {
        if (leavesOutWeaving) {
          leavesOutWeaving = false;
          weave();
        }
        return known.instrumentor;
      }
      if (!guard.isOpen()) {
        return instrumentor; // The weaving has logged the reason.
      }
      active = new Active<>(instrumentor, tracing);
      if (!weave() && needsWeaving) {
        active = null;
      }
      return instrumentor;
    }
  }

  /**
   * Turns an instrumentor on unless one is on, and weaves nothing. The instrumentor then traces
   * only the calls that the library reports through its extension points. A later {@link #turnOn}
   * weaves for the instrumentor that is on.
   *
   * @param tracing the object that traces the instrumentor's calls
   * @return the instrumentor that is on
   */
  public I turnOnWithoutWeaving(I instrumentor, T tracing) {
    synchronized (lock) {
      Active<I, T> known = active;
      if (known != null) {
        return known.instrumentor;
      }
      if (guard.isOpen()) {
        active = new Active<>(instrumentor, tracing);
        leavesOutWeaving = true;
      }
      return instrumentor;
    }
  }

  /** Turns the instrumentor off if it is the one that is on. */
  public void turnOff(I instrumentor) {
    synchronized (lock) {
      Active<I, T> known = active;
      if (known == null || known.instrumentor != instrumentor) {
        return;
      }
      active = null;
      leavesOutWeaving = false;
      if (weaving != null) {
        weaving.undo();
      }
    }
  }

  /** Tells whether the instrumentor is the one that is on. */
  public boolean isOn(I instrumentor) {
    return instrumentor() == instrumentor && guard.isOpen();
  }

  /** Returns the instrumentor that was turned on last, or null. */
  public @Nullable I instrumentor() {
    Active<I, T> known = active;
    return known == null ? null : known.instrumentor;
  }

  /**
   * Traces calls for an agent while no instrumentor is on; the agent weaves itself.
   *
   * @param openTelemetry supplies the current {@link OpenTelemetry}
   * @param tracing creates the object that traces calls
   */
  public void traceForAgent(Supplier<?> openTelemetry, Function<OpenTelemetry, T> tracing) {
    agent = new LatestValue<>(openTelemetry, latest -> tracing.apply((OpenTelemetry) latest));
  }

  /** Tells whether calls are traced for an agent while no instrumentor is on. */
  public boolean hasAgent() {
    return agent != null;
  }

  @Override
  public @Nullable T current() {
    Active<I, T> known = active;
    if (known != null) {
      return known.tracing;
    }
    Supplier<T> ofAgent = agent;
    return ofAgent == null ? null : ofAgent.get();
  }

  @Override
  public TelemetryGuard guard() {
    return guard;
  }

  /** Returns the class whose {@code instrument()} turns the instrumentation on. */
  Class<I> instrumentorType() {
    return instrumentorType;
  }

  String limitation() {
    return limitation;
  }

  String alternative() {
    return alternative;
  }

  private boolean weave() {
    if (weaving == null) {
      String missing = BytecodeModule.missing();
      if (missing != null) {
        return isWovenByAgent() || reportMissing(missing);
      }
      weaving = newWeaving.apply(this);
    }
    return weaving.begin();
  }

  private static boolean isWovenByAgent() {
    return BytecodeModule.isAgentPresent();
  }

  /** Returns false. */
  private boolean reportMissing(String missing) {
    if (!missingReported) {
      missingReported = true;
      String name = instrumentorType.getSimpleName();
      Logger.getLogger(instrumentorType.getName())
          .warning(
              name
                  + ".instrument() "
                  + limitation
                  + ": "
                  + missing
                  + " is not on the class path. Alternatives: add that artifact, use "
                  + alternative
                  + ", or start the JVM with -javaagent:openinference-javaagent.jar.");
    }
    return false;
  }

  /**
   * Adds advice to the methods of a library and removes it.
   *
   * @since 0.1.0
   */
  public interface Weaving {

    /** Weaves; returns false if weaving is not possible, after logging the reason. */
    boolean begin();

    /** Removes the advice, if it was added. */
    void undo();
  }

  private record Active<I, T>(I instrumentor, T tracing) {}
}
