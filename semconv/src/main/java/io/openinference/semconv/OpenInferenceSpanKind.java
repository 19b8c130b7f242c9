// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import org.jspecify.annotations.Nullable;

/**
 * Kinds of operation that a span can stand for, the values of {@link
 * OpenInferenceAttributes#OPENINFERENCE_SPAN_KIND}.
 *
 * @since 0.1.0
 */
public enum OpenInferenceSpanKind {
  /** Call to a language model. */
  LLM("LLM"),

  /** Call that embeds texts or tokens as vectors. */
  EMBEDDING("EMBEDDING"),

  /** Search for documents, for example in a vector store. */
  RETRIEVER("RETRIEVER"),

  /** Call that orders documents by their relevance to a query. */
  RERANKER("RERANKER"),

  /** Run of a tool or function that a model or agent asked for. */
  TOOL("TOOL"),

  /** Loop of reasoning steps that calls models and tools until the task is done. */
  AGENT("AGENT"),

  /** Entry point of an application, or code that links other operations. */
  CHAIN("CHAIN"),

  /** Check that may change or refuse an input or output. */
  GUARDRAIL("GUARDRAIL"),

  /** Judgement of an output, for example of its correctness. */
  EVALUATOR("EVALUATOR"),

  /** Rendering of a prompt template. */
  PROMPT("PROMPT"),

  /** Call to a model that decides: it classifies, scores or fills in a form, and writes no text. */
  DECISION("DECISION");

  private final String value;

  OpenInferenceSpanKind(String value) {
    this.value = value;
  }

  /**
   * Finds the kind with a given attribute value.
   *
   * @param value the attribute value, compared case-sensitively
   * @return the kind, or null if no kind has this value
   */
  public static @Nullable OpenInferenceSpanKind fromValue(String value) {
    for (OpenInferenceSpanKind kind : values()) {
      if (kind.value.equals(value)) {
        return kind;
      }
    }
    return null;
  }

  /** {@return the attribute value, such as {@code LLM}} */
  public String value() {
    return value;
  }
}
