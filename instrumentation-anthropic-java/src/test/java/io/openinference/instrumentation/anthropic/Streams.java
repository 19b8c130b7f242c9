// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import java.util.List;
import java.util.stream.Stream;

/** Streams that differ from those that the API documents, and the answers that they make. */
final class Streams {

  static List<Scenario> all() {
    return Stream.of(StreamedCounts.all(), StreamedBlocks.all(), StreamedEnds.all())
        .flatMap(List::stream)
        .toList();
  }

  private Streams() {}
}
