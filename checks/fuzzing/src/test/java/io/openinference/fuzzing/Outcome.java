// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** A call as the application sees it: values in their order, and the failure if any. */
record Outcome(List<Object> values, String failure) {

  /**
   * @param call hands over values as they come
   */
  static Outcome of(Consumer<Consumer<Object>> call) {
    List<Object> values = new ArrayList<>();
    try {
      call.accept(values::add);
      return new Outcome(values, "");
    } catch (RuntimeException | StackOverflowError e) {
      return new Outcome(values, describe(e));
    }
  }

  private static String describe(Throwable failure) {
    String own = failure.getClass().getName() + ": " + failure.getMessage();
    return failure.getCause() == null ? own : own + "\ncaused by " + describe(failure.getCause());
  }
}
