// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A call as the application sees it: values in their order, and the failure if any. */
record Outcome(List<Object> values, String failure) {

  static Outcome of(Supplier<?> call) {
    return ofMany(values -> values.accept(call.get()));
  }

  /**
   * @param call hands over values as they come
   */
  static Outcome ofMany(Consumer<Consumer<Object>> call) {
    List<Object> values = new ArrayList<>();
    try {
      call.accept(values::add);
      return new Outcome(values, "");
    } catch (RuntimeException e) {
      return new Outcome(values, describe(e));
    }
  }

  private static String describe(Throwable failure) {
    // The host's port and the time of a connection differ.
    String own = failure.getClass().getName() + ": " + failure.getMessage();
    return failure.getCause() == null ? own : own + "\ncaused by " + describe(failure.getCause());
  }
}
