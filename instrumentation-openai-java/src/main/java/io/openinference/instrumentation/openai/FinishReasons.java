// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.wire.WireObject;
import org.jspecify.annotations.Nullable;

/** Finds the finish reason; a span can record one. */
final class FinishReasons {

  /** Returns the reason of the choice with index 0. */
  static @Nullable String ofFirst(WireObject response) {
    for (WireObject choice : response.objects("choices")) {
      Long index = choice.number("index");
      if (index == null || index == 0) {
        return choice.scalar("finish_reason");
      }
    }
    return null;
  }

  private FinishReasons() {}
}
