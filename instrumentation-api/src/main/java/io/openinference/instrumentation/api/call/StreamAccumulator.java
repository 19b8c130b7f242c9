// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.api.wire.ModelReader;
import java.util.Map;

/**
 * Accumulates the events of one stream to a response, in time linear to the number of events.
 *
 * <p>Keeps no more content than its {@link io.openinference.instrumentation.api.ContentBudget}
 * allows. Small values such as token counts and finish reasons are kept even after the budget is
 * used up.
 *
 * <p>Accepts events of unknown kinds and with unexpected fields. Not thread-safe.
 *
 * @since 0.1.0
 */
public interface StreamAccumulator {

  /**
   * Adds the next event.
   *
   * @param event the event as a map equal to its JSON
   * @return true if the event has content, false if it has only fields around content
   */
  boolean add(Map<String, ?> event);

  /**
   * Adds the next event in the form that the library has parsed.
   *
   * @param models reads the event if it must be read as a whole
   * @return the same value as for the event's JSON
   */
  default boolean addModel(Object model, ModelReader models) {
    return add(models.toMap(model));
  }

  /**
   * Returns the accumulated response in the format of the non-streaming API; empty if no event has
   * arrived.
   */
  Map<String, ?> response();
}
