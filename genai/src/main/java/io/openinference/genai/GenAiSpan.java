// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.opentelemetry.api.common.Attributes;
import java.util.List;

/**
 * The parts of a span that a converter reads.
 *
 * @param values the attributes
 * @param events the events, in order
 * @param scopeName the name of the tracer that made the span
 */
record GenAiSpan(AttributeValues values, List<GenAiEvent> events, String scopeName) {

  static GenAiSpan of(Attributes attributes, List<GenAiEvent> events, String scopeName) {
    return new GenAiSpan(AttributeValues.of(attributes), events, scopeName);
  }
}
