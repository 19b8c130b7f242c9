// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing.contract;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.provider.Arguments;

/** The rows of tests of faults: a place, a fault there, and a way in which the library is used. */
final class FaultRows {

  private static final List<Fault> FAULTS = List.of(Fault.values());

  /** Returns rows in which each place meets each fault and each way, but not all pairs of them. */
  static Stream<Arguments> inTurn(List<? extends Enum<?>> places, List<?> ways) {
    if (ways.isEmpty()) {
      return Stream.empty();
    }
    return IntStream.range(0, places.size())
        .boxed()
        .flatMap(
            place ->
                IntStream.range(0, Math.max(FAULTS.size(), ways.size()))
                    .mapToObj(
                        row ->
                            Arguments.of(
                                places.get(place),
                                FAULTS.get(row % FAULTS.size()),
                                ways.get((place + row) % ways.size()))));
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
