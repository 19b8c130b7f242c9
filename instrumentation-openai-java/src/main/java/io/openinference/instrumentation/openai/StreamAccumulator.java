// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Map;

/**
 * Puts the events of one stream together, in time linear to their number.
 *
 * <p>Keeps no more than its {@link io.openinference.instrumentation.api.ContentBudget} allows.
 * Token counts, finish reasons and the like are kept also after that.
 *
 * <p>Tolerates events of unknown kinds and of unexpected shapes. Not safe for use by several
 * threads at once.
 */
interface StreamAccumulator {

  /**
   * Takes the next event.
   *
   * @param event a map equal to its JSON
   * @return whether the event brought content, rather than the frame around it
   */
  boolean add(Map<String, ?> event);

  /**
   * Takes the next event as openai-java has parsed it.
   *
   * @return as for its JSON
   */
  default boolean addModel(Object model) {
    return add(Models.JSON.toMap(model));
  }

  /** Returns what has arrived, in the shape of the non-streaming response; empty if nothing has. */
  Map<String, ?> response();
}
