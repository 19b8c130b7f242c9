// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.openinference.semconv.AnnotatorKind;
import io.openinference.semconv.OpenInferenceSpanKind;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads what Phoenix's Python client wrote, and writes what that client reads afterwards: {@code
 * .ci/phoenix-client/exchange.py}.
 */
class ExchangeIT extends AbstractPhoenixIT {

  private static final String PYTHON_ROOT = "0aaaaaaaaaaaaaa1";
  private static final String PYTHON_TRACE = "0aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa1";

  @Test
  void readsSpansOfPython() {
    List<PhoenixSpan> spans =
        client.spans().list("from-python", SpanFilter.builder().rootsOnly().build()).toList();

    assertThat(spans).hasSize(1);
    PhoenixSpan root = spans.get(0);
    assertThat(root.spanId()).isEqualTo(PYTHON_ROOT);
    assertThat(root.startTime()).isEqualTo(START);
    assertThat(root.attribute("input.value")).isEqualTo("frage ünï");
    PhoenixAnnotation annotation =
        client.annotations().ofSpans("from-python", List.of(PYTHON_ROOT)).toList().get(0);
    assertThat(annotation.label()).isEqualTo("good");
    assertThat(annotation.score()).isEqualTo(0.75);
    assertThat(annotation.explanation()).isEqualTo("weil ünï");
    assertThat(annotation.metadata()).isEqualTo(Map.of("by", "python"));
    assertThat(annotation.identifier()).isEqualTo("one");
    assertThat(client.annotations().ofTraces("from-python", List.of(PYTHON_TRACE)))
        .extracting(PhoenixAnnotation::name, PhoenixAnnotation::label)
        .containsExactly(tuple("solved", "yes"));
    assertThat(client.sessions().turns("python-chat"))
        .extracting(SessionTurn::input, SessionTurn::output)
        .containsExactly(tuple("frage ünï", "antwort"));
  }

  @Test
  @Tag("phoenix-only")
  void readsDatasetsExperimentsAndPromptsOfPython() {
    Dataset dataset = client.datasets().get("from python/ünï");
    assertThat(dataset.examples())
        .extracting(example -> example.input().get("question"))
        .containsExactly("1 + 1?", "ünï", "3");
    assertThat(dataset.examples().get(1).output()).containsEntry("answer", null);
    assertThat(client.datasets().versions(dataset.id())).hasSize(2);

    Experiment experiment = client.experiments().list(dataset.name()).toList().get(0);
    assertThat(experiment.name()).isEqualTo("python");
    assertThat(client.experiments().runs(experiment.id()))
        .extracting(ExperimentRun::output)
        .containsExactlyInAnyOrder(
            Map.of("text", "1 + 1?1 + 1?"), Map.of("text", "ünïünï"), Map.of("text", "33"));
    assertThat(client.experiments().incompleteEvaluations(experiment.id(), List.of("is_long")))
        .isEmpty();

    PromptVersion prompt = client.prompts().latest("from-python");
    assertThat(prompt.format(Map.of("mood", "nett", "question", "Warum?")).messages())
        .extracting(PromptMessage::role, PromptMessage::text)
        .containsExactly(tuple("system", "Sei nett."), tuple("user", "Warum? ünï"));
    assertThat(client.annotations().ofSessions("from-python", List.of("python-chat")))
        .extracting(PhoenixAnnotation::name)
        .containsExactly("mood");
  }

  @Test
  @Tag("viewer-only")
  void writesSpansForPython() {
    writeSpans();
  }

  private PhoenixSpan writeSpans() {
    String trace = id(32);
    PhoenixSpan root =
        span(trace, "answer", OpenInferenceSpanKind.CHAIN)
            .status("ERROR", "rate limit")
            .attribute("input.value", "question ünï")
            .attribute("session.id", "java-chat")
            .attribute("metadata", Map.of("channel", "web"))
            .event("retry", START, Map.of("reason", "busy"))
            .build();
    Map<String, String> one = Map.of("document.content", "one");
    Map<String, String> two = Map.of("document.content", "two");
    client.projects().find("from-java").ifPresent(old -> client.projects().delete(old.name()));
    log(
        "from-java",
        root,
        span(trace, "search", OpenInferenceSpanKind.RETRIEVER)
            .parentId(root.spanId())
            .attribute("retrieval.documents", List.of(one, two))
            .build());
    client
        .annotations()
        .add(
            PhoenixAnnotation.ofSpan(root.spanId(), "quality", AnnotatorKind.LLM)
                .label("good")
                .score(0.75)
                .explanation("because ünï")
                .metadata(Map.of("by", "java"))
                .build());
    return root;
  }

  @Test
  @Tag("phoenix-only")
  void writesDatasetsExperimentsAndPromptsForPython() {
    PhoenixSpan root = writeSpans();
    Map<String, Object> answer = new HashMap<>();
    answer.put("answer", null);
    Dataset dataset =
        client
            .datasets()
            .create(
                "from java/ünï",
                List.of(
                    DatasetExample.builder(Map.of("question", "ünï"))
                        .output(answer)
                        .id("first")
                        .split("train")
                        .build(),
                    DatasetExample.builder(Map.of("question", "2")).spanId(root.spanId()).build()));
    String experiment =
        client
            .experiments()
            .create(dataset.id(), ExperimentSettings.builder().name("java").build())
            .id();
    String run =
        client
            .experiments()
            .recordRun(
                experiment,
                ExperimentRun.builder(dataset.examples().get(0).nodeId(), 1)
                    .output(Map.of("text", "ünï"))
                    .time(START, START.plusSeconds(1))
                    .build())
            .orElseThrow();
    client
        .experiments()
        .recordEvaluation(
            ExperimentEvaluation.builder(run, "exact", AnnotatorKind.CODE)
                .score(0.5)
                .time(START, START.plusSeconds(1))
                .build());
    PromptVersion version =
        client
            .prompts()
            .create(
                "from-java",
                PromptVersion.builder("OPENAI", "gpt-4o")
                    .message("system", "Be {{ mood }}.")
                    .message("user", "{{question}} ünï")
                    .parameter("temperature", 0.5)
                    .tool("search", "Searches.", Map.of("type", "object"))
                    .build());
    client.prompts().addTag(version.id(), "production", "");
  }
}
