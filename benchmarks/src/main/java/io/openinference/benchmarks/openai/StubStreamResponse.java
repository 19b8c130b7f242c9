// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.openai;

import com.openai.core.http.StreamResponse;
import java.util.List;
import java.util.stream.Stream;

/** A stream of events that are there already. */
final class StubStreamResponse<T> implements StreamResponse<T> {

  private final List<T> events;

  StubStreamResponse(List<T> events) {
    this.events = events;
  }

  @Override
  public Stream<T> stream() {
    // With a stage, as openai-java's has one that parses.
    return events.stream().map(event -> event);
  }

  @Override
  public void close() {}
}
