// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Recognizes samplers that drop every trace which starts in this process, for the line that says
 * so.
 *
 * @since 0.1.0
 */
public final class DroppingSampler {

  private static final List<String> DROPPING =
      List.of("AlwaysOffSampler", "TraceIdRatioBased{0.000000}");
  private static final String NOTHING = "OpenInference: no spans are exported (";
  private static final String FEW =
      "OpenInference: no spans are exported, except in traces that a caller has sampled (";

  /**
   * Returns the line to log, or null if the sampler keeps some of the traces that start here.
   *
   * @param description the description that the sampler gives of itself
   * @param setBy what the line says in front of the description, such as {@code
   *     otel.traces.sampler}
   */
  public static @Nullable String line(String description, String setBy) {
    if (DROPPING.contains(description)) {
      return NOTHING + setBy + ": " + description + ")";
    }
    for (String dropping : DROPPING) {
      if (description.startsWith("ParentBased{root:" + dropping + ",")) {
        return FEW + setBy + ": root:" + dropping + ")";
      }
    }
    return null;
  }

  private DroppingSampler() {}
}
