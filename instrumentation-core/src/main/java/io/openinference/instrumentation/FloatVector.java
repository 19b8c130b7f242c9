// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.util.AbstractList;
import java.util.RandomAccess;

/**
 * A vector of floats as the list of doubles that OpenTelemetry takes, a quarter of the size of
 * boxed values.
 */
final class FloatVector extends AbstractList<Double> implements RandomAccess {

  private final float[] values;

  private FloatVector(float[] values) {
    this.values = values;
  }

  static FloatVector copyOf(float[] values) {
    return new FloatVector(values.clone());
  }

  @Override
  public Double get(int index) {
    return (double) values[index];
  }

  @Override
  public int size() {
    return values.length;
  }
}
