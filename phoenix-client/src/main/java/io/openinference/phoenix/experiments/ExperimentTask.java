// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix.experiments;

import io.openinference.phoenix.DatasetExample;
import org.jspecify.annotations.Nullable;

/**
 * The code that an experiment tries. It turns the input of an example into an output.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface ExperimentTask {

  /**
   * Returns the output for an example.
   *
   * @return maps, lists, texts, numbers, booleans or null
   * @throws Exception if there is no output; the experiment tries again, and then records the
   *     exception
   */
  @Nullable Object run(DatasetExample example) throws Exception;
}
