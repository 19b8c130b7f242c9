// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.semconv.OpenInferenceSpanKind.AGENT;
import static io.openinference.semconv.OpenInferenceSpanKind.CHAIN;
import static io.openinference.semconv.OpenInferenceSpanKind.DECISION;
import static io.openinference.semconv.OpenInferenceSpanKind.EMBEDDING;
import static io.openinference.semconv.OpenInferenceSpanKind.EVALUATOR;
import static io.openinference.semconv.OpenInferenceSpanKind.GUARDRAIL;
import static io.openinference.semconv.OpenInferenceSpanKind.LLM;
import static io.openinference.semconv.OpenInferenceSpanKind.PROMPT;
import static io.openinference.semconv.OpenInferenceSpanKind.RERANKER;
import static io.openinference.semconv.OpenInferenceSpanKind.RETRIEVER;
import static io.openinference.semconv.OpenInferenceSpanKind.TOOL;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.Tracer;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Creates spans of every OpenInference kind. Each kind has a method that returns a builder. {@link
 * OpenInferenceSpanBuilder#startSpan()}, {@link OpenInferenceSpanBuilder#call call} or {@link
 * OpenInferenceSpanBuilder#run run} start the span.
 *
 * <pre>{@code
 * OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
 * String answer =
 *     tracer
 *         .chain("answer")
 *         .call(
 *             span -> {
 *               span.input(question);
 *               String text = bot.answer(question);
 *               span.output(text);
 *               return text;
 *             });
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OpenInferenceTracer {

  private static final String CREATE_EMBEDDINGS = "CreateEmbeddings";

  private final Tracer tracer;
  private final TraceConfig config;
  private final AttributeMasker masker;
  private final IntSupplier attributeCountLimit;
  private final UnsentSpans unsentSpans;

  OpenInferenceTracer(
      Tracer tracer, TraceConfig config, IntSupplier attributeCountLimit, UnsentSpans unsentSpans) {
    this.tracer = tracer;
    this.config = config;
    this.masker = AttributeMasker.of(config);
    this.attributeCountLimit = attributeCountLimit;
    this.unsentSpans = unsentSpans;
  }

  /**
   * Returns a tracer for the global OpenTelemetry, with its settings from the environment. If the
   * application has set no global OpenTelemetry, the tracer uses the SDK that {@link
   * OpenInference#instrument()} starts.
   */
  public static OpenInferenceTracer create() {
    return create(ApplicationOpenTelemetry.get());
  }

  /** Returns a tracer for the given OpenTelemetry, with its settings from the environment. */
  public static OpenInferenceTracer create(OpenTelemetry openTelemetry) {
    return builder(openTelemetry).build();
  }

  /** Returns a builder for a tracer with other settings. */
  public static OpenInferenceTracerBuilder builder(OpenTelemetry openTelemetry) {
    return new OpenInferenceTracerBuilder(openTelemetry);
  }

  /** Returns a builder for the span of a call to a large language model. */
  public OpenInferenceSpanBuilder<LlmSpan> llm(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, LLM, name, LlmSpan::new);
  }

  /**
   * Returns a builder for the span of a call that embeds texts; the convention fixes the span's
   * name.
   */
  public OpenInferenceSpanBuilder<EmbeddingSpan> embedding() {
    return new OpenInferenceSpanBuilder<>(this, EMBEDDING, CREATE_EMBEDDINGS, EmbeddingSpan::new);
  }

  /** Returns a builder for the span of a document search. */
  public OpenInferenceSpanBuilder<RetrieverSpan> retriever(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, RETRIEVER, name, RetrieverSpan::new);
  }

  /** Returns a builder for the span of a call that reorders documents. */
  public OpenInferenceSpanBuilder<RerankerSpan> reranker(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, RERANKER, name, RerankerSpan::new);
  }

  /** Returns a builder for the span of a tool run. */
  public OpenInferenceSpanBuilder<ToolSpan> tool(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, TOOL, name, ToolSpan::new);
  }

  /** Returns a builder for the span of an agent's work. */
  public OpenInferenceSpanBuilder<AgentSpan> agent(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, AGENT, name, AgentSpan::new);
  }

  /** Returns a builder for the span of a step of the application. */
  public OpenInferenceSpanBuilder<ChainSpan> chain(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, CHAIN, name, ChainSpan::new);
  }

  /** Returns a builder for the span of a content check. */
  public OpenInferenceSpanBuilder<GuardrailSpan> guardrail(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, GUARDRAIL, name, GuardrailSpan::new);
  }

  /** Returns a builder for the span of a judgement about an output. */
  public OpenInferenceSpanBuilder<EvaluatorSpan> evaluator(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, EVALUATOR, name, EvaluatorSpan::new);
  }

  /** Returns a builder for the span of a step that makes a prompt. */
  public OpenInferenceSpanBuilder<PromptSpan> prompt(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, PROMPT, name, PromptSpan::new);
  }

  /** Returns a builder for the span of a call to a model that decides. */
  public OpenInferenceSpanBuilder<DecisionSpan> decision(@Nullable String name) {
    return new OpenInferenceSpanBuilder<>(this, DECISION, name, DecisionSpan::new);
  }

  /**
   * Returns a recorder of judgements about a span that has ended.
   *
   * @param target the judged span, from {@link OpenInferenceSpan#spanContext()}
   */
  public AnnotationRecorder annotateSpan(@Nullable SpanContext target) {
    return AnnotationRecorder.linkedTo(this, AnnotationScope.SPAN, target);
  }

  /**
   * Returns a recorder of judgements about a trace that has ended.
   *
   * @param root a span of the judged trace, preferably the root
   */
  public AnnotationRecorder annotateTrace(@Nullable SpanContext root) {
    return AnnotationRecorder.linkedTo(this, AnnotationScope.TRACE, root);
  }

  /** Returns a recorder of judgements about a session. */
  public AnnotationRecorder annotateSession(@Nullable String sessionId) {
    return AnnotationRecorder.ofSession(this, sessionId);
  }

  /** Returns the settings that decide what the spans of this tracer hide. */
  public TraceConfig config() {
    return config;
  }

  Tracer tracer() {
    return tracer;
  }

  AttributeMasker masker() {
    return masker;
  }

  int attributeCountLimit() {
    return attributeCountLimit.getAsInt();
  }

  /** Says so if the spans of this tracer go nowhere; called at the start of each span. */
  void reportUnsentSpans() {
    unsentSpans.report();
  }
}
