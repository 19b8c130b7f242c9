// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.CompletionAttributes;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.PromptAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * A list that a span may carry.
 *
 * <p>OpenTelemetry keeps the first attributes of a span up to its limit and drops what comes later,
 * so lists are written in the order of {@link #BY_PRIORITY}: what a reader needs most comes first.
 *
 * @param <E> an element of the list
 */
final class ListGroup<E> {

  private static final int TEXT_BOUND = 256;
  private static final IndexedKeys<AttributeKey<String>> CHOICE_TEXT =
      new IndexedKeys<>(
          LlmAttributes.LLM_CHOICES,
          TEXT_BOUND,
          (list, i) -> list.at(i, CompletionAttributes.COMPLETION_TEXT));
  private static final IndexedKeys<AttributeKey<String>> PROMPT_TEXT =
      new IndexedKeys<>(
          LlmAttributes.LLM_PROMPTS,
          TEXT_BOUND,
          (list, i) -> list.at(i, PromptAttributes.PROMPT_TEXT));

  static final ListGroup<Message> OUTPUT_MESSAGES =
      new ListGroup<>(0, (message, i, sink) -> message.writeTo(MessageKeys.OUTPUT.at(i), sink));
  static final ListGroup<String> CHOICES =
      new ListGroup<>(1, (text, i, sink) -> sink.set(CHOICE_TEXT.at(i), text));
  static final ListGroup<Annotation> ANNOTATIONS = annotations(2, Annotation.Keys.ANNOTATIONS);
  static final ListGroup<Annotation> EVALUATIONS = annotations(3, Annotation.Keys.EVALUATIONS);
  static final ListGroup<Annotation> TRACE_ANNOTATIONS =
      annotations(4, Annotation.Keys.TRACE_ANNOTATIONS);
  static final ListGroup<Annotation> TRACE_EVALUATIONS =
      annotations(5, Annotation.Keys.TRACE_EVALUATIONS);
  static final ListGroup<Annotation> SESSION_ANNOTATIONS =
      annotations(6, Annotation.Keys.SESSION_ANNOTATIONS);
  static final ListGroup<Annotation> SESSION_EVALUATIONS =
      annotations(7, Annotation.Keys.SESSION_EVALUATIONS);
  static final ListGroup<Document> RETRIEVAL_DOCUMENTS = documents(8, Document.Keys.RETRIEVED);
  static final ListGroup<Document> RERANKER_OUTPUT_DOCUMENTS =
      documents(9, Document.Keys.RERANKER_OUTPUT);
  static final ListGroup<Document> RERANKER_INPUT_DOCUMENTS =
      documents(10, Document.Keys.RERANKER_INPUT);
  static final ListGroup<EmbeddedText> EMBEDDINGS =
      new ListGroup<>(
          11, (embedding, i, sink) -> embedding.writeTo(EmbeddedText.Keys.EMBEDDINGS.at(i), sink));
  static final ListGroup<String> PROMPTS =
      new ListGroup<>(12, (text, i, sink) -> sink.set(PROMPT_TEXT.at(i), text));
  static final ListGroup<ToolDefinition> TOOLS =
      new ListGroup<>(13, (tool, i, sink) -> tool.writeTo(ToolDefinition.Keys.OFFERED.at(i), sink));
  static final ListGroup<Message> INPUT_MESSAGES =
      new ListGroup<>(14, (message, i, sink) -> message.writeTo(MessageKeys.INPUT.at(i), sink));

  static final List<ListGroup<?>> BY_PRIORITY =
      List.of(
          OUTPUT_MESSAGES,
          CHOICES,
          ANNOTATIONS,
          EVALUATIONS,
          TRACE_ANNOTATIONS,
          TRACE_EVALUATIONS,
          SESSION_ANNOTATIONS,
          SESSION_EVALUATIONS,
          RETRIEVAL_DOCUMENTS,
          RERANKER_OUTPUT_DOCUMENTS,
          RERANKER_INPUT_DOCUMENTS,
          EMBEDDINGS,
          PROMPTS,
          TOOLS,
          INPUT_MESSAGES);

  final int priority;
  private final ElementWriter<E> writer;

  private ListGroup(int priority, ElementWriter<E> writer) {
    this.priority = priority;
    this.writer = writer;
  }

  private static ListGroup<Annotation> annotations(
      int priority, IndexedKeys<Annotation.Keys> keys) {
    return new ListGroup<>(priority, (annotation, i, sink) -> annotation.writeTo(keys.at(i), sink));
  }

  private static ListGroup<Document> documents(int priority, IndexedKeys<Document.Keys> keys) {
    return new ListGroup<>(priority, (document, i, sink) -> document.writeTo(keys.at(i), sink));
  }

  void write(E element, int index, AttributeSink sink) {
    writer.write(element, index, sink);
  }

  /** The last messages of a conversation say more about a call than its first ones. */
  boolean isNewestFirst() {
    return this == INPUT_MESSAGES;
  }

  private interface ElementWriter<E> {
    void write(E element, int index, AttributeSink sink);
  }
}
