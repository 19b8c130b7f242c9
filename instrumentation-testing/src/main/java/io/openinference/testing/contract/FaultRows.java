// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The rows of tests of faults: a place, a fault there, and a way in which the library is used. */
final class FaultRows {

  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** Returns each fault at each place, with the ways in turn, so that each place meets each way. */
  static Stream<Arguments> inTurn(List<? extends Enum<?>> places, List<?> ways) {
    if (ways.isEmpty()) {
      return Stream.empty();
    }
    return IntStream.range(0, places.size())
        .boxed()
        .flatMap(
            place ->
                IntStream.range(0, FAULTS.size())
                    .mapToObj(
                        fault ->
                            Arguments.of(
                                places.get(place),
                                FAULTS.get(fault),
                                ways.get((place + fault) % ways.size()))));
  }

  /** Returns each fault at each place in each way. */
  static Stream<Arguments> all(List<? extends Enum<?>> places, List<?> ways) {
    return places.stream()
        .flatMap(
            place ->
                FAULTS.stream()
                    .flatMap(fault -> ways.stream().map(way -> Arguments.of(place, fault, way))));
  }

  private FaultRows() {}
}
