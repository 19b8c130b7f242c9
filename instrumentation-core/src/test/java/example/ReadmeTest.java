// SPDX-License-Identifier: Apache-2.0
package example;

import static io.openinference.testing.OpenInferenceAssertions.assertThat;

import io.openinference.instrumentation.Annotation;
import io.openinference.instrumentation.Document;
import io.openinference.instrumentation.LlmSpan;
import io.openinference.instrumentation.Message;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TokenCount;
import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.LlmSystem;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.SpanContext;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The code of this module's README. */
class ReadmeTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  private final OpenTelemetry openTelemetry = telemetry.openTelemetry();
  private final String question = "Why?";

  @Test
  void retriever() {
    Index index = query -> List.of(new Article("a-1", "Because.", 0.5));

    OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);

    List<String> articles =
        tracer
            .retriever("search")
            .call(
                span -> {
                  span.input(question);
                  List<Article> found = index.search(question);
                  span.documents(
                      found.stream().map(a -> Document.of(a.id(), a.text(), a.score())).toList());
                  return found.stream().map(Article::text).toList();
                });

    assertThat(articles).containsExactly("Because.");
    assertThat(telemetry.trace().root())
        .isRetriever()
        .hasAttribute("input.value", "Why?")
        .hasAttribute("retrieval.documents.0.document.id", "a-1");
  }

  @Test
  void startAndEnd() {
    OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
    Client client = (query, callback) -> callback.accept("Because.", new Usage(3, 2));

    LlmSpan span = tracer.llm("ChatCompletion").startSpan();
    span.system(LlmSystem.OPENAI).modelName("gpt-4o").inputMessages(List.of(Message.user("Why?")));
    client.answer(
        "Why?",
        (text, usage) ->
            span.outputMessages(List.of(Message.assistant(text)))
                .tokenCount(TokenCount.of(usage.prompt(), usage.completion()))
                .end());

    assertThat(telemetry.trace().root())
        .hasExactlyAttributes(
            Map.of(
                "openinference.span.kind", "LLM",
                "llm.system", "openai",
                "llm.model_name", "gpt-4o",
                "llm.input_messages.0.message.role", "user",
                "llm.input_messages.0.message.content", "Why?",
                "llm.output_messages.0.message.role", "assistant",
                "llm.output_messages.0.message.content", "Because.",
                "llm.token_count.prompt", 3,
                "llm.token_count.completion", 2,
                "llm.token_count.total", 5));
  }

  @Test
  void annotation() {
    OpenInferenceTracer tracer = OpenInferenceTracer.create(openTelemetry);
    SpanContext spanContext = tracer.chain("answer").call(span -> span.spanContext());
    telemetry.clear();

    tracer
        .annotateSpan(spanContext)
        .annotations(
            List.of(
                Annotation.builder("correctness")
                    .score(1)
                    .annotatorKind(AnnotatorKind.HUMAN)
                    .build()));

    assertThat(telemetry.trace().root())
        .isEvaluator()
        .hasAttribute("annotations.0.annotation.name", "correctness");
  }

  private record Article(String id, String text, double score) {}

  private interface Index {
    List<Article> search(String query);
  }

  private record Usage(int prompt, int completion) {}

  private interface Client {
    void answer(String query, BiConsumer<String, Usage> callback);
  }
}
