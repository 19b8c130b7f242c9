// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.answer;

import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/**
 * Finds the finish reason of a response. A span has room for one.
 *
 * @since 0.1.0
 */
public final class FinishReasons {

  /** Returns the finish reason of the choice with the lowest index, or null. */
  public static @Nullable String ofFirst(WireObject response) {
    WireObject first = null;
    long lowest = Long.MAX_VALUE;
    for (WireObject choice : response.objects("choices")) {
      Long index = choice.number("index");
      long place = index == null ? 0 : index;
      if (place < lowest) {
        first = choice;
        lowest = place;
      }
    }
    if (first == null) {
      return null;
    }
    String reason = first.textOrJson("finish_reason");
    return reason == null ? first.text("stop_reason") : reason;
  }

  private FinishReasons() {}
}
