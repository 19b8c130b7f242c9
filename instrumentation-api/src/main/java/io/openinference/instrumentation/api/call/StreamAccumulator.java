// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.call;

import io.openinference.instrumentation.api.wire.ModelReader;
import java.util.Map;

/**
 * Puts the events of one stream together, in time linear to their number.
 *
 * <p>Keeps no more than its {@link io.openinference.instrumentation.api.ContentBudget} allows.
 * Token counts, finish reasons and the like are kept also after that.
 *
 * <p>Tolerates events of unknown kinds and of unexpected shapes. Not safe for use by several
 * threads at once.
 *
 * @since 0.1.0
 */
public interface StreamAccumulator {

  /**
   * Takes the next event.
   *
   * @param event a map equal to its JSON
   * @return whether the event brought content, rather than the frame around it
   */
  boolean add(Map<String, ?> event);

  /**
   * Takes the next event as the library has parsed it.
   *
   * @param models reads the event, if it has to be read as a whole
   * @return as for its JSON
   */
  default boolean addModel(Object model, ModelReader models) {
    return add(models.toMap(model));
  }

  /** Returns what has arrived, in the shape of the non-streaming response; empty if nothing has. */
  Map<String, ?> response();
}
