// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Map;

/** Keeps the last event of a stream. */
final class LastEventAccumulator implements StreamAccumulator {

  private Map<String, ?> last = Map.of();

  @Override
  public boolean add(Map<String, ?> event) {
    last = event;
    return true;
  }

  @Override
  public Map<String, ?> response() {
    return last;
  }
}
