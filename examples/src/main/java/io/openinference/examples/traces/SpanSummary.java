// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.traces;

import io.openinference.testing.ReceivedSpan;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A summary of a span, one line for each part. */
final class SpanSummary {

  private final ReceivedSpan span;

  SpanSummary(ReceivedSpan span) {
    this.span = span;
  }

  static String project(ReceivedSpan span) {
    return String.valueOf(
        span.resourceAttributes().getOrDefault("openinference.project.name", "default"));
  }

  static Optional<String> session(ReceivedSpan span) {
    return text(span, "session.id");
  }

  /** Kind, name, duration and, where there are some, tokens and the error. */
  String headline() {
    double millis = (span.endEpochNanos() - span.startEpochNanos()) / 1e6;
    StringBuilder line = new StringBuilder();
    line.append(span.openInferenceKind()).append(' ').append(span.name());
    line.append(String.format(Locale.ROOT, "  %.1f ms", millis));
    tokens().ifPresent(tokens -> line.append("  ").append(tokens));
    if (span.status() == StatusCode.ERROR) {
      line.append("  ERROR ").append(OneLine.of(span.statusDescription()));
    }
    return line.toString().stripTrailing();
  }

  /** Returns the last input message, the embedded text or the query, else the whole input. */
  Optional<String> input() {
    List<String> messages = messages("llm.input_messages.");
    return messages.isEmpty()
        ? text(span, "embedding.embeddings.0.embedding.text")
            .or(() -> text(span, "reranker.query"))
            .or(() -> text(span, "input.value"))
            .map(OneLine::of)
        : Optional.of(OneLine.of(messages.get(messages.size() - 1)));
  }

  /** Returns output messages, documents with their scores, a vector, else the whole output. */
  Optional<String> output() {
    List<String> found = new ArrayList<>(messages("llm.output_messages."));
    found.addAll(documents("retrieval.documents."));
    found.addAll(documents("reranker.output_documents."));
    if (span.attributes().get("embedding.embeddings.0.embedding.vector") instanceof List<?> v) {
      found.add("vector of " + v.size() + " numbers");
    }
    return found.isEmpty()
        ? text(span, "output.value").map(OneLine::of)
        : Optional.of(OneLine.of(String.join(", ", found)));
  }

  private Optional<String> tokens() {
    Optional<String> total = text(span, "llm.token_count.total");
    Optional<String> prompt = text(span, "llm.token_count.prompt");
    Optional<String> completion = text(span, "llm.token_count.completion");
    if (prompt.isPresent() && completion.isPresent()) {
      String sum = prompt.get() + " + " + completion.get();
      return Optional.of(sum + total.map(t -> " = " + t).orElse("") + " tokens");
    }
    return total.or(() -> prompt).map(count -> count + " tokens");
  }

  private List<String> messages(String list) {
    List<String> messages = new ArrayList<>();
    for (int i = 0; text(span, list + i + ".message.role").isPresent(); i++) {
      messages.add(message(list + i + ".message."));
    }
    return messages;
  }

  private String message(String message) {
    List<String> parts = new ArrayList<>();
    text(span, message + "content").ifPresent(parts::add);
    for (int i = 0; text(span, content(message, i) + "type").isPresent(); i++) {
      String type = text(span, content(message, i) + "type").get();
      parts.add(text(span, content(message, i) + "text").orElse("[" + type + "]"));
    }
    for (int i = 0; text(span, toolCall(message, i) + "name").isPresent(); i++) {
      String arguments = text(span, toolCall(message, i) + "arguments").orElse("");
      parts.add(text(span, toolCall(message, i) + "name").get() + "(" + arguments + ")");
    }
    return text(span, message + "role").orElse("") + ": " + String.join(" ", parts);
  }

  private static String content(String message, int index) {
    return message + "contents." + index + ".message_content.";
  }

  private static String toolCall(String message, int index) {
    return message + "tool_calls." + index + ".tool_call.function.";
  }

  private List<String> documents(String list) {
    List<String> documents = new ArrayList<>();
    for (int i = 0; text(span, list + i + ".document.content").isPresent(); i++) {
      String document = list + i + ".document.";
      String name = text(span, document + "id").or(() -> text(span, document + "content")).get();
      documents.add(
          span.attributes().get(document + "score") instanceof Double score
              ? String.format(Locale.ROOT, "%s (%.2f)", name, score)
              : name);
    }
    return documents;
  }

  private static Optional<String> text(ReceivedSpan span, String attribute) {
    return Optional.ofNullable(span.attributes().get(attribute)).map(Object::toString);
  }
}
