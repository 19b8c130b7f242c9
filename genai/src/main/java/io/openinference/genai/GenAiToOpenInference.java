// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/**
 * Converts spans of OpenTelemetry's {@code gen_ai.*} to OpenInference.
 *
 * <pre>{@code
 * Attributes openInference =
 *     GenAiToOpenInference.create().convert(span.getAttributes(), events, scopeName);
 * }</pre>
 *
 * <p>The converter reads attributes and events of all generations of names. The same messages under
 * several names count once. JSON that an attribute limit has cut is read up to the cut. Instances
 * are immutable.
 *
 * @since 0.1.0
 */
public final class GenAiToOpenInference {

  private static final GenAiToOpenInference INSTANCE = new GenAiToOpenInference();

  /** Returns the converter. */
  public static GenAiToOpenInference create() {
    return INSTANCE;
  }

  private GenAiToOpenInference() {}

  /**
   * Tells whether a span follows {@code gen_ai} and has no OpenInference kind yet.
   *
   * @param attributes the attributes of the span
   * @param events the events of the span
   */
  public boolean applies(Attributes attributes, List<GenAiEvent> events) {
    GenAiSpan span = GenAiSpan.of(attributes, events, "");
    return !span.values().has("openinference.span.kind") && SpanKinds.isGenAi(span);
  }

  /**
   * Returns the attributes of OpenInference to add to a span.
   *
   * @param attributes the attributes of the span
   * @param events the events of the span, in order
   * @param scopeName the name of the tracer that made the span, or an empty text
   * @return attributes without the keys that the span has; empty if the span has no attribute or
   *     event of {@code gen_ai}
   */
  public Attributes convert(Attributes attributes, List<GenAiEvent> events, String scopeName) {
    GenAiSpan span = GenAiSpan.of(attributes, List.copyOf(events), requireNonNull(scopeName));
    if (!SpanKinds.isGenAi(span)) {
      return Attributes.empty();
    }
    AttributesBuilder openInference = Attributes.builder();
    new OpenInferenceAttributeWriter(openInference, span).write();
    openInference.removeIf(key -> span.values().has(key.getKey()));
    return openInference.build();
  }
}
