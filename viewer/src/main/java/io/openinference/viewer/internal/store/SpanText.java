// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpSpan;
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
  private static final String INPUT_MESSAGES = "llm.input_messages.";
  private static final String OUTPUT_MESSAGES = "llm.output_messages.";

  private final StringBuilder input = new StringBuilder();
  private final StringBuilder output = new StringBuilder();
  private String lastInput = "";
  private String firstOutput = "";
  private String calledFunction = "";

  static SpanText of(OtlpSpan span, String kind) {
    SpanText text = new SpanText();
    Map<String, @Nullable Object> attributes = span.attributes();
    text.input.append(span.name());
    if (kind.equals("LLM")) {
      attributes.forEach(text::readMessage);
    }
    text.finish(span);
    return text;
  }

  private void readMessage(String key, @Nullable Object value) {
    if (!(value instanceof String content) || content.isEmpty()) {
      return;
    }
    boolean isText = key.endsWith(".message.content") || key.endsWith(".message_content.text");
    if (key.startsWith(INPUT_MESSAGES)) {
      if (isText) {
        append(input, content);
        lastInput = content;
      }
    } else if (key.startsWith(OUTPUT_MESSAGES)) {
      if (isText) {
        append(output, content);
        firstOutput = firstOutput.isEmpty() ? content : firstOutput;
      } else if (key.endsWith(".function.name")) {
        append(output, content);
        calledFunction = calledFunction.isEmpty() ? content : calledFunction;
      } else if (key.endsWith(".function.arguments")) {
        append(output, content);
        if (!calledFunction.isEmpty() && !calledFunction.endsWith(")")) {
          calledFunction += "(" + cut(content, PREVIEW) + ")";
        }
      }
    }
  }

  private void finish(OtlpSpan span) {
    String inputValue = SpanFacts.value(span.attributes(), true);
    String outputValue = SpanFacts.value(span.attributes(), false);
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
    String both = cut(input.toString(), INDEXED) + '\n' + cut(output.toString(), INDEXED);
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
    return cut(line.toString(), PREVIEW);
  }

  /** Cuts between characters, never inside a pair of surrogates. */
  static String cut(String text, int length) {
    if (text.length() <= length) {
      return text;
    }
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }
}
