// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.openinference.semconv.OpenInferenceSpanKind;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.AttributesBuilder;
import java.util.List;

/**
 * Converts attributes of OpenInference to OpenTelemetry's {@code gen_ai.*}.
 *
 * <pre>{@code
 * Attributes genAi = OpenInferenceToGenAi.create().convert(span.getAttributes());
 * }</pre>
 *
 * <p>The converter reads only the attributes. If they are masked, the result holds no hidden
 * content. Instances are immutable.
 *
 * @since 0.1.0
 */
public final class OpenInferenceToGenAi {

  private final boolean olderNames;

  /** Returns a converter that writes the newest names. */
  public static OpenInferenceToGenAi create() {
    return new OpenInferenceToGenAi(false);
  }

  private OpenInferenceToGenAi(boolean olderNames) {
    this.olderNames = olderNames;
  }

  /**
   * Returns a converter that writes the names of older releases beside the newest names, for
   * backends that do not know the newest names yet: {@code gen_ai.system}, {@code
   * gen_ai.usage.prompt_tokens}, {@code gen_ai.usage.completion_tokens}, {@code
   * gen_ai.usage.cache_read_input_tokens}, {@code gen_ai.usage.cache_creation.input_tokens}, {@code
   * gen_ai.usage.reasoning_tokens} and {@code finish_reason} of output messages.
   */
  public OpenInferenceToGenAi withOlderNames(boolean olderNames) {
    return new OpenInferenceToGenAi(olderNames);
  }

  /**
   * Returns the attributes of {@code gen_ai} to add to a span.
   *
   * @param attributes the attributes of an OpenInference span
   * @return attributes without the keys that the span has; empty if the span is not an
   *     OpenInference span
   */
  public Attributes convert(Attributes attributes) {
    AttributeValues values = AttributeValues.of(attributes);
    OpenInferenceSpanKind kind = SpanKinds.of(values);
    if (kind == null) {
      return Attributes.empty();
    }
    AttributesBuilder genAi = Attributes.builder();
    GenAiAttributeWriter writer = new GenAiAttributeWriter(genAi, values, olderNames);
    writer.writeCommon();
    switch (kind) {
      case TOOL -> writer.writeToolRun();
      case RETRIEVER -> writer.writeRetrieval();
      case RERANKER -> writer.writeReranking();
      case EMBEDDING -> writer.writeEmbedding();
      case AGENT -> writer.writeAgentRun();
      case LLM -> writer.writeResponse();
      default -> {
        // The convention has no attributes of the other kinds.
      }
    }
    genAi.removeIf(key -> values.has(key.getKey()));
    return genAi.build();
  }

  /**
   * Returns the events of {@code gen_ai} to add to a span: {@code gen_ai.evaluation.result} for
   * each evaluation and annotation of the span that has a name.
   *
   * @param attributes the attributes of an OpenInference span
   */
  public List<GenAiEvent> events(Attributes attributes) {
    return Evaluations.events(AttributeValues.of(attributes));
  }
}
