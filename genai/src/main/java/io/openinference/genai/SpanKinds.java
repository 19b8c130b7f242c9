// SPDX-License-Identifier: Apache-2.0
package io.openinference.genai;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The span kinds of OpenInference and the operations of {@code gen_ai}. */
final class SpanKinds {

  private static final Map<String, OpenInferenceSpanKind> KINDS =
      Map.ofEntries(
          Map.entry("chat", OpenInferenceSpanKind.LLM),
          Map.entry("chat.completions", OpenInferenceSpanKind.LLM),
          Map.entry("text.completions", OpenInferenceSpanKind.LLM),
          Map.entry("text_completion", OpenInferenceSpanKind.LLM),
          Map.entry("generate_content", OpenInferenceSpanKind.LLM),
          Map.entry("fetch_response", OpenInferenceSpanKind.LLM),
          Map.entry("call_llm", OpenInferenceSpanKind.LLM),
          Map.entry("embeddings", OpenInferenceSpanKind.EMBEDDING),
          Map.entry("embedding", OpenInferenceSpanKind.EMBEDDING),
          Map.entry("retrieval", OpenInferenceSpanKind.RETRIEVER),
          Map.entry("search_memory", OpenInferenceSpanKind.RETRIEVER),
          Map.entry("rerank", OpenInferenceSpanKind.RERANKER),
          Map.entry("execute_tool", OpenInferenceSpanKind.TOOL),
          Map.entry("create_agent", OpenInferenceSpanKind.AGENT),
          Map.entry("invoke_agent", OpenInferenceSpanKind.AGENT),
          Map.entry("plan", OpenInferenceSpanKind.AGENT));

  private static final Map<OpenInferenceSpanKind, String> OPERATIONS =
      Map.of(
          OpenInferenceSpanKind.LLM, "chat",
          OpenInferenceSpanKind.EMBEDDING, "embeddings",
          OpenInferenceSpanKind.RETRIEVER, "retrieval",
          // The convention defines no name for this operation and allows other names.
          OpenInferenceSpanKind.RERANKER, "rerank",
          OpenInferenceSpanKind.TOOL, "execute_tool",
          OpenInferenceSpanKind.AGENT, "invoke_agent");

  /** If a span has no operation, the first of these attributes that it has decides the kind. */
  private static final List<Map.Entry<String, OpenInferenceSpanKind>> HINTS =
      List.of(
          Map.entry("gen_ai.tool.name", OpenInferenceSpanKind.TOOL),
          Map.entry("gen_ai.tool.call.id", OpenInferenceSpanKind.TOOL),
          Map.entry("gen_ai.tool.description", OpenInferenceSpanKind.TOOL),
          Map.entry("gen_ai.tool.type", OpenInferenceSpanKind.TOOL),
          Map.entry("gen_ai.retrieval.query.text", OpenInferenceSpanKind.RETRIEVER),
          Map.entry("gen_ai.retrieval.documents", OpenInferenceSpanKind.RETRIEVER),
          Map.entry("gen_ai.embeddings.dimension.count", OpenInferenceSpanKind.EMBEDDING),
          Map.entry("gen_ai.agent.name", OpenInferenceSpanKind.AGENT),
          Map.entry("gen_ai.agent.id", OpenInferenceSpanKind.AGENT),
          Map.entry("gen_ai.agent.description", OpenInferenceSpanKind.AGENT));

  private static final Map<String, OpenInferenceSpanKind> TRACELOOP_KINDS =
      Map.of(
          "agent", OpenInferenceSpanKind.AGENT,
          "tool", OpenInferenceSpanKind.TOOL,
          "workflow", OpenInferenceSpanKind.CHAIN,
          "task", OpenInferenceSpanKind.CHAIN);

  /** All spans of Spring AI have the same operation. Another attribute holds their kind. */
  private static final Map<String, OpenInferenceSpanKind> SPRING_KINDS =
      Map.of(
          "tool_call", OpenInferenceSpanKind.TOOL,
          "vector_store", OpenInferenceSpanKind.RETRIEVER);

  private static final String SPRING_KIND = "spring.ai.kind";

  /** A span without an operation has keys of one of these families if it calls a model. */
  private static final Set<String> FAMILIES_OF_MODEL_CALLS =
      Set.of(
          "request",
          "response",
          "usage",
          "input",
          "output",
          "system",
          "provider",
          "prompt",
          "completion",
          "system_instructions");

  private static final String PREFIX = "gen_ai.";

  static OpenInferenceSpanKind kind(GenAiSpan span) {
    AttributeValues values = span.values();
    String operation = values.filled("gen_ai.operation.name");
    OpenInferenceSpanKind kind =
        operation == null ? null : KINDS.get(operation.toLowerCase(Locale.ROOT));
    if (kind == null) {
      kind = springKind(values);
    }
    if (kind != null) {
      return kind;
    }
    for (Map.Entry<String, OpenInferenceSpanKind> hint : HINTS) {
      if (values.filled(hint.getKey()) != null) {
        return hint.getValue();
      }
    }
    if (operation == null && isModelCall(span)) {
      return OpenInferenceSpanKind.LLM;
    }
    String traceloop = values.filled("traceloop.span.kind");
    return TRACELOOP_KINDS.getOrDefault(
        traceloop == null ? "" : traceloop, OpenInferenceSpanKind.CHAIN);
  }

  /** A vector store also adds and deletes documents. */
  private static @Nullable OpenInferenceSpanKind springKind(AttributeValues values) {
    String spring = values.filled(SPRING_KIND);
    String operation = values.filled("db.operation.name");
    return "vector_store".equals(spring) && !"query".equals(operation)
        ? OpenInferenceSpanKind.CHAIN
        : SPRING_KINDS.get(spring == null ? "" : spring);
  }

  private static boolean isModelCall(GenAiSpan span) {
    for (String name : span.values().names()) {
      if (FAMILIES_OF_MODEL_CALLS.contains(family(name))) {
        return true;
      }
    }
    return hasContentEvent(span);
  }

  private static boolean hasContentEvent(GenAiSpan span) {
    return span.events().stream().anyMatch(event -> EventMessages.isContent(event.name()));
  }

  /**
   * Tells whether a span follows {@code gen_ai}. A conversation id alone does not make it one,
   * because some tracers set it on every span.
   */
  static boolean isGenAi(GenAiSpan span) {
    for (String name : span.values().names()) {
      if (name.startsWith(PREFIX) && !family(name).equals("conversation")) {
        return true;
      }
    }
    return span.values().has(SPRING_KIND) || hasContentEvent(span);
  }

  private static String family(String name) {
    if (!name.startsWith(PREFIX)) {
      return "";
    }
    int end = name.indexOf('.', PREFIX.length());
    return name.substring(PREFIX.length(), end < 0 ? name.length() : end);
  }

  /** Returns the operation of a kind, or null if {@code gen_ai} has none. */
  static @Nullable String operation(AttributeValues values) {
    OpenInferenceSpanKind kind = of(values);
    if (kind == OpenInferenceSpanKind.LLM
        && (values.hasAny("llm.prompts") || values.hasAny("llm.choices"))) {
      return "text_completion";
    }
    return kind == null ? null : OPERATIONS.get(kind);
  }

  static @Nullable OpenInferenceSpanKind of(AttributeValues values) {
    String kind = values.text("openinference.span.kind");
    return kind == null ? null : OpenInferenceSpanKind.fromValue(kind.toUpperCase(Locale.ROOT));
  }

  private SpanKinds() {}
}
