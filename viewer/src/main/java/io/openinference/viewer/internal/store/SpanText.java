// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
import io.openinference.viewer.internal.otlp.OtlpValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The text of a span for lists and for full-text search.
 *
 * <p>Messages come before {@code input.value}, because the value of an LLM span is the JSON of the
 * whole request.
 */
final class SpanText {

  private static final int PREVIEW = 200;
  private static final int INDEXED = 8192;
  private static final int MAX_DIGITS = 18;
  private static final String EMBEDDING_TEXT = "embedding.embeddings.0.embedding.text";
  private static final String RERANKER_QUERY = "reranker.query";
  private static final List<String> FIRST_DOCUMENT =
      List.of(
          "retrieval.documents.0.document.content", "reranker.output_documents.0.document.content");
  private static final String INPUT_MESSAGES = "llm.input_messages.";
  private static final String OUTPUT_MESSAGES = "llm.output_messages.";

  private final StringBuilder input = new StringBuilder();
  private final StringBuilder output = new StringBuilder();
  private long lastIndex = -1;
  private long firstIndex = Long.MAX_VALUE;
  private boolean hasOutput = true;
  private String lastInput = "";
  private String firstOutput = "";
  private String calledFunction = "";

  static SpanText of(OtlpSpan span, String kind) {
    SpanText text = new SpanText();
    Map<String, @Nullable Object> attributes = span.attributes();
    text.input.append(span.name());
    switch (kind) {
      case "LLM" -> attributes.forEach(text::readMessage);
      case "EMBEDDING" -> text.readEmbedding(attributes);
      case "RERANKER" -> text.lastInput = text(attributes, RERANKER_QUERY);
      default -> {}
    }
    text.finish(span);
    return text;
  }

  /** The value of an embedding span is the JSON of a request, and of vectors. */
  private void readEmbedding(Map<String, @Nullable Object> attributes) {
    lastInput = text(attributes, EMBEDDING_TEXT);
    append(input, lastInput);
    hasOutput = lastInput.isEmpty();
  }

  private static String text(Map<String, @Nullable Object> attributes, String key) {
    return attributes.get(key) instanceof String value ? value : "";
  }

  private void readMessage(String key, @Nullable Object value) {
    if (!(value instanceof String content) || content.isEmpty()) {
      return;
    }
    boolean isText = key.endsWith(".message.content") || key.endsWith(".message_content.text");
    if (key.startsWith(INPUT_MESSAGES)) {
      if (isText) {
        append(input, content);
        long index = index(key, INPUT_MESSAGES);
        if (index >= lastIndex) {
          lastIndex = index;
          lastInput = content;
        }
      }
    } else if (key.startsWith(OUTPUT_MESSAGES)) {
      if (isText) {
        append(output, content);
        long index = index(key, OUTPUT_MESSAGES);
        if (index < firstIndex) {
          firstIndex = index;
          firstOutput = content;
        }
      } else if (key.endsWith(".function.name")) {
        append(output, content);
        calledFunction = calledFunction.isEmpty() ? content : calledFunction;
      } else if (key.endsWith(".function.arguments")) {
        append(output, content);
        if (!calledFunction.isEmpty() && !calledFunction.endsWith(")")) {
          calledFunction += "(" + OtlpValues.cut(content, PREVIEW) + ")";
        }
      }
    }
  }

  /** Returns the index of a message. Attributes come in any order. */
  private static long index(String key, String prefix) {
    int dot = key.indexOf('.', prefix.length());
    long index = dot > prefix.length() && dot - prefix.length() <= MAX_DIGITS ? 0 : -1;
    for (int i = prefix.length(); i < dot && index >= 0; i++) {
      int digit = key.charAt(i) - '0';
      index = digit < 0 || digit > 9 ? -1 : index * 10 + digit;
    }
    return index;
  }

  private void finish(OtlpSpan span) {
    String inputValue = SpanFacts.value(span.attributes(), true);
    String outputValue = hasOutput ? SpanFacts.value(span.attributes(), false) : "";
    if (lastInput.isEmpty()) {
      lastInput = inputValue;
      append(input, inputValue);
    }
    if (firstOutput.isEmpty()) {
      firstOutput = calledFunction;
    }
    if (firstOutput.isEmpty()) {
      firstOutput = outputValue;
      append(output, outputValue);
    }
    for (String key : FIRST_DOCUMENT) {
      firstOutput = firstOutput.isEmpty() ? text(span.attributes(), key) : firstOutput;
    }
    if (firstOutput.isEmpty()) {
      firstOutput = span.statusMessage();
    }
    append(output, span.statusMessage());
  }

  String inputPreview() {
    return preview(lastInput);
  }

  String outputPreview() {
    return preview(firstOutput);
  }

  /** Returns the words of input and output that search finds. */
  String indexed() {
    String both =
        OtlpValues.cut(input.toString(), INDEXED)
            + '\n'
            + OtlpValues.cut(output.toString(), INDEXED);
    return FullText.spaced(both);
  }

  private static void append(StringBuilder to, String text) {
    if (to.length() < INDEXED) {
      to.append('\n').append(text, 0, Math.min(text.length(), INDEXED));
    }
  }

  /** Returns the beginning as one line, without characters that a terminal or a list obeys. */
  private static String preview(String text) {
    StringBuilder line = new StringBuilder();
    boolean isGap = false;
    for (int i = 0; i < text.length() && line.length() < PREVIEW; i++) {
      char each = text.charAt(i);
      if (Character.isWhitespace(each) || Character.isISOControl(each)) {
        isGap = line.length() > 0;
      } else {
        if (isGap) {
          line.append(' ');
          isGap = false;
        }
        line.append(each);
      }
    }
    return OtlpValues.cut(line.toString(), PREVIEW);
  }
}
