// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.query;

/**
 * Says what is wrong with a filter, and where.
 *
 * @since 0.1.0
 */
public final class FilterException extends Exception {

  private static final long serialVersionUID = 1L;

  private final int position;

  FilterException(String message, int position) {
    super(message);
    this.position = position;
  }

  /** Returns the index of the character at which the filter cannot be read. */
  public int position() {
    return position;
  }
}
