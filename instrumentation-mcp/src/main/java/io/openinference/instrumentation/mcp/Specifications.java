// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.mcp;

import io.openinference.instrumentation.api.door.TracingSource;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.Set;

/** Wraps what a server offers: tools, resources, prompts and completions. */
final class Specifications {

  /** Not the deprecated {@code call} of old releases, which {@code callHandler} calls. */
  private static final Set<String> HANDLERS =
      Set.of("callHandler", "readHandler", "promptHandler", "completionHandler");

  /**
   * Returns a specification with a handler that traces.
   *
   * @throws IllegalArgumentException if the record has no handler
   */
  static <S extends Record> S wrap(S specification, TracingSource<Tracing> source) {
    if (!hasHandler(specification)) {
      throw new IllegalArgumentException(
          specification.getClass().getName()
              + " cannot be wrapped: it is not a specification of an MCP server");
    }
    try {
      return RecordCopies.copy(
          specification,
          (name, value) ->
              HANDLERS.contains(name) ? TracingHandler.of(value, specification, source) : value);
    } catch (Throwable fault) {
      Tracing.GUARD.handleLibrary("wrap", fault);
      return specification;
    }
  }

  private static boolean hasHandler(Record specification) {
    return Arrays.stream(specification.getClass().getRecordComponents())
        .map(RecordComponent::getName)
        .anyMatch(HANDLERS::contains);
  }

  private Specifications() {}
}
