// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.semconv.CompletionAttributes;
import io.openinference.semconv.ImageAttributes;
import io.openinference.semconv.InputAttributes;
import io.openinference.semconv.LlmAttributes;
import io.openinference.semconv.ObjectListKey;
import io.openinference.semconv.OutputAttributes;
import io.openinference.semconv.PromptAttributes;
import io.opentelemetry.api.common.AttributeKey;
import java.util.List;
import java.util.function.Predicate;

/**
 * A list attribute of a span, such as its input messages.
 *
 * <p>OpenTelemetry keeps the first attributes of a span up to its limit and drops later ones. Lists
 * are therefore written in the order of {@link #BY_PRIORITY}, the most useful list first.
 *
 * @param <E> the type of an element
 */
final class ListGroup<E> {

  private static final int TEXT_BOUND = 256;
  private static final int IMAGE_BOUND = 16;
  private static final IndexedKeys<AttributeKey<String>> CHOICE_TEXT =
      leaf(LlmAttributes.LLM_CHOICES, TEXT_BOUND, CompletionAttributes.COMPLETION_TEXT);
  private static final IndexedKeys<AttributeKey<String>> PROMPT_TEXT =
      leaf(LlmAttributes.LLM_PROMPTS, TEXT_BOUND, PromptAttributes.PROMPT_TEXT);
  private static final IndexedKeys<AttributeKey<String>> INPUT_IMAGE_URL =
      leaf(InputAttributes.INPUT_IMAGES, IMAGE_BOUND, ImageAttributes.IMAGE_URL);
  private static final IndexedKeys<AttributeKey<String>> OUTPUT_IMAGE_URL =
      leaf(OutputAttributes.OUTPUT_IMAGES, IMAGE_BOUND, ImageAttributes.IMAGE_URL);

  static final ListGroup<Message> OUTPUT_MESSAGES =
      new ListGroup<>(
          0,
          (message, i, sink) -> message.writeTo(MessageKeys.OUTPUT.at(i), sink),
          Message::isBlank);
  static final ListGroup<String> CHOICES = texts(1, CHOICE_TEXT);
  static final ListGroup<String> OUTPUT_IMAGES = texts(2, OUTPUT_IMAGE_URL);
  static final ListGroup<Document> OUTPUT_DOCUMENTS = documents(3, DocumentKeys.OUTPUT);
  static final ListGroup<Annotation> ANNOTATIONS = annotations(4, Annotation.Keys.ANNOTATIONS);
  static final ListGroup<Annotation> EVALUATIONS = annotations(5, Annotation.Keys.EVALUATIONS);
  static final ListGroup<Annotation> TRACE_ANNOTATIONS =
      annotations(6, Annotation.Keys.TRACE_ANNOTATIONS);
  static final ListGroup<Annotation> TRACE_EVALUATIONS =
      annotations(7, Annotation.Keys.TRACE_EVALUATIONS);
  static final ListGroup<Annotation> SESSION_ANNOTATIONS =
      annotations(8, Annotation.Keys.SESSION_ANNOTATIONS);
  static final ListGroup<Annotation> SESSION_EVALUATIONS =
      annotations(9, Annotation.Keys.SESSION_EVALUATIONS);
  static final ListGroup<Document> RETRIEVAL_DOCUMENTS = documents(10, DocumentKeys.RETRIEVED);
  static final ListGroup<Document> RERANKER_OUTPUT_DOCUMENTS =
      documents(11, DocumentKeys.RERANKER_OUTPUT);
  static final ListGroup<Document> RERANKER_INPUT_DOCUMENTS =
      documents(12, DocumentKeys.RERANKER_INPUT);
  static final ListGroup<EmbeddedText> EMBEDDINGS =
      new ListGroup<>(
          13, (embedding, i, sink) -> embedding.writeTo(EmbeddedText.Keys.EMBEDDINGS.at(i), sink));
  static final ListGroup<String> PROMPTS = texts(14, PROMPT_TEXT);
  static final ListGroup<ToolDefinition> TOOLS =
      new ListGroup<>(15, (tool, i, sink) -> tool.writeTo(ToolDefinition.Keys.OFFERED.at(i), sink));
  static final ListGroup<String> INPUT_IMAGES = texts(16, INPUT_IMAGE_URL);
  static final ListGroup<Document> INPUT_DOCUMENTS = documents(17, DocumentKeys.INPUT);
  static final ListGroup<Message> INPUT_MESSAGES =
      new ListGroup<>(
          18,
          (message, i, sink) -> message.writeTo(MessageKeys.INPUT.at(i), sink),
          Message::isBlank);

  static final List<ListGroup<?>> BY_PRIORITY =
      List.of(
          OUTPUT_MESSAGES,
          CHOICES,
          OUTPUT_IMAGES,
          OUTPUT_DOCUMENTS,
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
          INPUT_IMAGES,
          INPUT_DOCUMENTS,
          INPUT_MESSAGES);

  final int priority;
  private final ElementWriter<E> writer;
  private final Predicate<E> isBlank;

  private ListGroup(int priority, ElementWriter<E> writer) {
    this(priority, writer, element -> false);
  }

  private ListGroup(int priority, ElementWriter<E> writer, Predicate<E> isBlank) {
    this.priority = priority;
    this.writer = writer;
    this.isBlank = isBlank;
  }

  /** Creates the keys of a list whose elements have one attribute each. */
  private static IndexedKeys<AttributeKey<String>> leaf(
      ObjectListKey list, int bound, AttributeKey<String> part) {
    return new IndexedKeys<>(list, bound, (key, i) -> key.at(i, part));
  }

  private static ListGroup<String> texts(int priority, IndexedKeys<AttributeKey<String>> keys) {
    return new ListGroup<>(priority, (text, i, sink) -> sink.set(keys.at(i), text));
  }

  private static ListGroup<Annotation> annotations(
      int priority, IndexedKeys<Annotation.Keys> keys) {
    return new ListGroup<>(priority, (annotation, i, sink) -> annotation.writeTo(keys.at(i), sink));
  }

  private static ListGroup<Document> documents(int priority, IndexedKeys<DocumentKeys> keys) {
    return new ListGroup<>(
        priority, (document, i, sink) -> document.writeElement(keys.at(i), sink));
  }

  void write(E element, int index, AttributeSink sink) {
    writer.write(element, index, sink);
  }

  /** Tells whether no element says anything, so that there is nothing to keep in place. */
  boolean isBlank(List<E> elements) {
    return elements.stream().allMatch(isBlank);
  }

  /** Writes the last messages first, because they say more about a call than the first messages. */
  boolean isNewestFirst() {
    return this == INPUT_MESSAGES;
  }

  private interface ElementWriter<E> {
    void write(E element, int index, AttributeSink sink);
  }
}
