// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collection;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Copies a vector to the list of doubles that OpenTelemetry takes, without boxing each number. */
final class EmbeddingVector extends AbstractList<Double> implements RandomAccess {

  private final double[] values;

  private EmbeddingVector(double[] values) {
    this.values = values;
  }

  static @Nullable EmbeddingVector copyOf(float @Nullable [] vector) {
    if (vector == null) {
      return null;
    }
    double[] values = new double[vector.length];
    Arrays.setAll(values, i -> FloatDigits.toDouble(vector[i]));
    return new EmbeddingVector(values);
  }

  static @Nullable EmbeddingVector copyOf(double @Nullable [] vector) {
    return vector == null ? null : new EmbeddingVector(vector.clone());
  }

  /** Returns null if a number is missing, because the remaining numbers would be another vector. */
  static @Nullable EmbeddingVector copyOf(@Nullable Collection<? extends @Nullable Number> vector) {
    if (vector == null) {
      return null;
    }
    double[] values = new double[vector.size()];
    int i = 0;
    for (Number value : vector) {
      if (value == null) {
        return null;
      }
      values[i++] = Numbers.withItsDigits(value);
    }
    return new EmbeddingVector(values);
  }

  @Override
  public Double get(int index) {
    return values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
