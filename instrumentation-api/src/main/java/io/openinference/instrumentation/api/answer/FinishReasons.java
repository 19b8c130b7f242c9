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

  /** Returns the finish reason of the choice with index 0, or null. */
  public static @Nullable String ofFirst(WireObject response) {
    for (WireObject choice : response.objects("choices")) {
      Long index = choice.number("index");
      if (index == null || index == 0) {
        String reason = choice.textOrJson("finish_reason");
        return reason == null ? choice.text("stop_reason") : reason;
      }
    }
    return null;
  }

  private FinishReasons() {}
}
