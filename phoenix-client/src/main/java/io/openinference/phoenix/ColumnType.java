// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The type of a column of a {@link TraceDataset}.
 *
 * @since 0.1.0
 */
public enum ColumnType {
  /** Texts. */
  TEXT,
  /** Whole numbers. */
  INTEGER,
  /** Numbers of which some have a fraction. */
  DECIMAL,
  /** Booleans. */
  BOOLEAN,
  /** Times. */
  TIME,
  /** Lists. */
  LIST,
  /** Values of several types. */
  MIXED;

  static ColumnType of(Object value) {
    if (value instanceof Instant) {
      return TIME;
    }
    if (value instanceof Boolean) {
      return BOOLEAN;
    }
    if (value instanceof Number) {
      return value instanceof Double || value instanceof Float ? DECIMAL : INTEGER;
    }
    return value instanceof List ? LIST : TEXT;
  }

  /** Returns the type of a column with values of both types. */
  ColumnType with(@Nullable ColumnType other) {
    if (other == null || other == this) {
      return this;
    }
    boolean areNumbers = isNumber() && other.isNumber();
    return areNumbers ? DECIMAL : MIXED;
  }

  private boolean isNumber() {
    return this == INTEGER || this == DECIMAL;
  }
}
