// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.LogCapture;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Whichever foreign code fails in whichever way, an application sees the same as without tracing.
 * Foreign code is all code that telemetry calls and that its authors did not write: the
 * application's, the library's and OpenTelemetry's.
 *
 * <p>Each {@link Fault} is injected at each place. The spans that started end, each site logs one
 * line, and no line quotes the message of a fault.
 *
 * <pre>{@code
 * class AcmeFaultTest extends FaultContract<AcmeFaultTest.Way> {
 *   AcmeFaultTest() {
 *     super(List.of(Place.values()), List.of(Way.values()));
 *   }
 * }
 * }</pre>
 *
 * @param <W> a way in which the application uses what is traced
 * @since 0.1.0
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public abstract class FaultContract<W> {

  private final List<? extends Enum<?>> places;
  private final List<W> ways;

  /**
   * Returns the contract of code that is traced.
   *
   * @param places where telemetry calls foreign code, besides each {@link TelemetryPlace}
   * @param ways each is tried with each fault at each place by the tests tagged {@code full}; the
   *     others take the ways in turn, so that each place meets each fault and each way
   */
  protected FaultContract(List<? extends Enum<?>> places, List<W> ways) {
    this.places = List.copyOf(places);
    this.ways = List.copyOf(ways);
  }

  /** Returns what the application sees without tracing: values, and what is thrown. */
  protected abstract List<Object> untraced(W way, FaultInjection injection) throws Exception;

  /** Returns what the application sees while its calls are traced. */
  protected abstract List<Object> traced(W way, FaultInjection injection, FaultyTelemetry telemetry)
      throws Exception;

  /** Forgets what an earlier fault has left in the process, such as a switched-off library. */
  protected void renew() {}

  Stream<W> ways() {
    return ways.stream();
  }

  Stream<Arguments> faults() {
    return FaultRows.inTurn(allPlaces(), ways);
  }

  Stream<Arguments> faultsInEachWay() {
    return FaultRows.all(allPlaces(), ways);
  }

  private List<? extends Enum<?>> allPlaces() {
    return Stream.<Enum<?>>concat(places.stream(), Stream.of(TelemetryPlace.values())).toList();
  }

  @ParameterizedTest
  @MethodSource("faults")
  void aFaultOfForeignCodeStaysAwayFromTheApplication(Enum<?> place, Fault fault, W way)
      throws Exception {
    aFaultStaysAway(place, fault, way);
  }

  @ParameterizedTest
  @MethodSource("faultsInEachWay")
  @Tag("full")
  void aFaultOfForeignCodeStaysAwayInEachWay(Enum<?> place, Fault fault, W way) throws Exception {
    aFaultStaysAway(place, fault, way);
  }

  private void aFaultStaysAway(Enum<?> place, Fault fault, W way) throws Exception {
    renew();
    FaultInjection injection = FaultInjection.at(place, fault);
    List<Object> expected = untraced(way, injection);
    FaultyTelemetry telemetry = FaultyTelemetry.of(injection);
    try (LogCapture log = LogCapture.of("io.openinference")) {
      List<Object> seen = traced(way, injection, telemetry);

      assertThat(seen).as("%s", way).isNotEmpty().isEqualTo(expected);
      assertThat(telemetry.ended()).as("ended, %s", way).isEqualTo(telemetry.started());
      assertThat(log.messages()).as("%s", way).doesNotHaveDuplicates();
      assertThat(log.records())
          .as("%s", way)
          .allSatisfy(
              record ->
                  assertThat(record.getMessage() + record.getThrown())
                      .doesNotContain(Fault.SECRET));
    } finally {
      renew();
    }
  }

  /** The tests above would say nothing of code that makes no span. */
  @ParameterizedTest
  @MethodSource("ways")
  void soundCodeIsTracedAndLogsNothing(W way) throws Exception {
    renew();
    FaultInjection nowhere = FaultInjection.nowhere();
    FaultyTelemetry telemetry = FaultyTelemetry.of(nowhere);
    try (LogCapture log = LogCapture.of("io.openinference")) {
      assertThat(traced(way, nowhere, telemetry)).isNotEmpty().isEqualTo(untraced(way, nowhere));

      assertThat(telemetry.started()).isPositive();
      assertThat(telemetry.ended()).isEqualTo(telemetry.started());
      assertThat(log.messages()).isEmpty();
    }
  }
}
