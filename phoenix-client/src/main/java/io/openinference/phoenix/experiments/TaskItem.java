// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;

/**
 * A run that is to be made.
 *
 * @param repetition counts from 1
 */
record TaskItem(DatasetExample example, int repetition) {

  /** Returns the id by which the store knows the example. */
  String exampleId() {
    return ExampleIds.of(example);
  }
}
