// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FloatDigitsTest {

  private final Random random = new Random(1);

  @Test
  void areThoseOfNumbersInVectors() {
    assertDigits(DoubleStream.generate(() -> random.nextGaussian() / 40).limit(100_000));
  }

  @Test
  void areThoseOfAnyNumber() {
    assertDigits(
        IntStream.generate(random::nextInt).mapToDouble(Float::intBitsToFloat).limit(100_000));
  }

  @ParameterizedTest
  @ValueSource(
      floats = {
        0f,
        -0f,
        1f,
        -1f,
        0.1f,
        1e-5f,
        9.99999e-6f,
        999_999.94f,
        1e6f,
        1e10f,
        2_097_152.2f,
        Float.MIN_VALUE,
        Float.MIN_NORMAL,
        Float.MAX_VALUE,
        Float.NaN,
        Float.NEGATIVE_INFINITY
      })
  void areThoseAtTheBounds(float number) {
    assertDigits(DoubleStream.of(number, Math.nextDown(number), Math.nextUp(number)));
  }

  private static void assertDigits(DoubleStream numbers) {
    assertThat(numbers.mapToObj(number -> (float) number))
        .allSatisfy(
            number ->
                assertThat(FloatDigits.toDouble(number))
                    .isEqualTo(Double.valueOf(number.toString())));
  }
}
