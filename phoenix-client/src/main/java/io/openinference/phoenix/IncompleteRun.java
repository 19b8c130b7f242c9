// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An example whose runs are missing or failed.
 *
 * @since 0.1.0
 */
public final class IncompleteRun extends ServerValue {

  IncompleteRun(Map<String, @Nullable Object> json) {
    super(json);
  }

  /** Returns the example. */
  public DatasetExample example() {
    return new DatasetExample(object("dataset_example"));
  }

  /** Returns the repetitions to run, from 1. */
  public List<Integer> repetitionNumbers() {
    List<Integer> numbers = new ArrayList<>();
    if (json().get("repetition_numbers") instanceof List<?> list) {
      list.forEach(each -> numbers.add(Integer.valueOf(String.valueOf(each))));
    }
    return List.copyOf(numbers);
  }
}
