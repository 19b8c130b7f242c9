// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.weaving;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;

class InstrumentationSwitchTest {

  /** Stands for a public entry point. */
  private static final class Instrumentor {}

  /** Counts weavings, which succeed or not. */
  private static final class CountedWeaving implements InstrumentationSwitch.Weaving {

    private boolean succeeds = true;
    private int begun;
    private int undone;

    @Override
    public boolean begin() {
      begun++;
      return succeeds;
    }

    @Override
    public void undo() {
      undone++;
    }
  }

  private final TelemetryGuard guard = TelemetryGuard.named("test");
  private final CountedWeaving weaving = new CountedWeaving();
  private final InstrumentationSwitch<Instrumentor, String> needing =
      InstrumentationSwitch.needingWeaving(
          Instrumentor.class, "cannot trace", "wrap(client)", guard, on -> weaving);
  private final InstrumentationSwitch<Instrumentor, String> helped =
      InstrumentationSwitch.helpedByWeaving(
          Instrumentor.class, "traces services alone", "wrap(client)", guard, on -> weaving);
  private final Instrumentor first = new Instrumentor();
  private final Instrumentor second = new Instrumentor();

  @Test
  void keepsTheFirstInstrumentorOnUntilItIsTurnedOff() {
    assertThat(needing.turnOn(first, "first")).isSameAs(first);
    assertThat(needing.turnOn(second, "second")).isSameAs(first);
    needing.turnOff(second);

    assertThat(needing.isOn(first)).isTrue();
    assertThat(needing.isOn(second)).isFalse();
    assertThat(needing.current()).isEqualTo("first");
    assertThat(weaving.begun).isEqualTo(1);

    needing.turnOff(first);
    assertThat(needing.isOn(first)).isFalse();
    assertThat(needing.current()).isNull();
    assertThat(weaving.undone).isEqualTo(1);

    assertThat(needing.turnOn(second, "second")).isSameAs(second);
    assertThat(needing.current()).isEqualTo("second");
  }

  @Test
  void staysOffWithoutWeavingUnlessThereAreOtherWaysIn() {
    weaving.succeeds = false;

    assertThat(needing.isOn(needing.turnOn(first, "first"))).isFalse();
    assertThat(needing.current()).isNull();
    assertThat(helped.isOn(helped.turnOn(first, "first"))).isTrue();
    assertThat(helped.current()).isEqualTo("first");
  }

  @Test
  void weavesLaterIfItWasLeftOut() {
    assertThat(helped.turnOnWithoutWeaving(first, "first")).isSameAs(first);
    assertThat(helped.turnOnWithoutWeaving(second, "second")).isSameAs(first);
    assertThat(helped.current()).isEqualTo("first");
    assertThat(weaving.begun).isZero();

    assertThat(helped.turnOn(second, "second")).isSameAs(first);
    assertThat(helped.turnOn(second, "second")).isSameAs(first);
    assertThat(helped.current()).isEqualTo("first");
    assertThat(weaving.begun).isEqualTo(1);

    helped.turnOff(first);
    assertThat(helped.current()).isNull();
    assertThat(weaving.undone).isEqualTo(1);
  }

  @Test
  void tracesForAnAgentWhileNoInstrumentorIsOn() {
    needing.traceForAgent(OpenTelemetry::noop, openTelemetry -> "agent");
    assertThat(needing.active()).isEqualTo("agent");

    needing.turnOn(first, "first");
    assertThat(needing.active()).isEqualTo("first");

    needing.turnOff(first);
    assertThat(needing.active()).isEqualTo("agent");
  }

  @Test
  void isOffForALibraryThatDoesNotFit() {
    needing.turnOn(first, "first");
    guard.handleLibrary("test", new NoSuchMethodError());

    assertThat(needing.isOn(first)).isFalse();
    assertThat(needing.active()).isNull();
    assertThat(helped.isOn(helped.turnOn(second, "second"))).isFalse();
  }
}
