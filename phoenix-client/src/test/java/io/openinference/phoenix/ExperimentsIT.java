// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.AnnotatorKind;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Experiments as a server keeps them. */
class ExperimentsIT extends AbstractPhoenixIT {

  private static final Instant END = START.plusMillis(1500);

  private final Dataset dataset =
      client
          .datasets()
          .create(
              unique("golden"),
              List.of(
                  DatasetExample.of(Map.of("q", 1), Map.of("a", "one")),
                  DatasetExample.of(Map.of("q", 2), Map.of("a", "two"))));
  private final Experiment experiment =
      client
          .experiments()
          .create(
              dataset.name(),
              ExperimentSettings.builder()
                  .name("first")
                  .description("of two prompts")
                  .metadata(Map.of("prompt", "short"))
                  .versionId(dataset.versionId())
                  .repetitions(2)
                  .build());

  @Test
  void isCreatedListedAndDeleted() {
    assertThat(experiment.datasetId()).isEqualTo(dataset.id());
    assertThat(experiment.datasetVersionId()).isEqualTo(dataset.versionId());
    assertThat(experiment.repetitions()).isEqualTo(2);
    assertThat(experiment.exampleCount()).isEqualTo(2);
    assertThat(experiment.missingRunCount()).isEqualTo(4);
    assertThat(experiment.projectName()).isNotNull();
    assertThat(experiment.metadata()).isEqualTo(Map.of("prompt", "short"));

    assertThat(client.experiments().get(experiment.id()).name()).isEqualTo("first");
    assertThat(client.experiments().list(dataset.id()))
        .extracting(Experiment::id)
        .containsExactly(experiment.id());

    client.experiments().deleteWithProject(experiment.id());
    assertThat(client.experiments().list(dataset.name())).isEmpty();
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.experiments().get(experiment.id()))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404))
        .withMessageContaining("GET " + url() + "/v1/experiments/");
  }

  @Test
  void knowsWhichRunsAndEvaluationsAreMissing() {
    List<IncompleteRun> incomplete = client.experiments().incompleteRuns(experiment.id()).toList();
    assertThat(incomplete).hasSize(2);
    assertThat(incomplete.get(0).repetitionNumbers()).containsExactly(1, 2);
    DatasetExample example = dataset.examples().get(0);

    String failed =
        client
            .experiments()
            .recordRun(experiment.id(), run(example, 1).error("boom").build())
            .orElseThrow();
    assertThat(client.experiments().get(experiment.id()).failedRunCount()).isEqualTo(1);
    ExperimentRun good = run(example, 1).output(Map.of("text", "ünë")).build();
    String id = client.experiments().recordRun(experiment.id(), good).orElseThrow();
    assertThat(id).isEqualTo(failed);
    assertThat(client.experiments().recordRun(experiment.id(), good)).isEmpty();

    List<ExperimentRun> runs = client.experiments().runs(experiment.id()).toList();
    assertThat(runs).hasSize(1);
    assertThat(runs.get(0).id()).isEqualTo(id);
    assertThat(runs.get(0).output()).isEqualTo(Map.of("text", "ünë"));
    assertThat(runs.get(0).startTime()).isEqualTo(START);
    assertThat(runs.get(0).endTime()).isEqualTo(END);
    assertThat(runs.get(0).error()).isNull();
    assertThat(client.experiments().incompleteRuns(experiment.id()).toList())
        .extracting(each -> each.example().nodeId() + each.repetitionNumbers())
        .containsExactlyInAnyOrder(
            example.nodeId() + "[2]", dataset.examples().get(1).nodeId() + "[1, 2]");

    List<IncompleteEvaluation> open =
        client.experiments().incompleteEvaluations(experiment.id(), List.of("exact")).toList();
    assertThat(open).hasSize(1);
    assertThat(open.get(0).run().id()).isEqualTo(id);
    assertThat(open.get(0).example().input()).isEqualTo(Map.of("q", 1));
    assertThat(open.get(0).evaluationNames()).containsExactly("exact");

    ExperimentEvaluation.Builder evaluation =
        ExperimentEvaluation.builder(id, "exact", AnnotatorKind.CODE)
            .time(START, END)
            .label("match")
            .score(1.0)
            .explanation("same")
            .metadata(Map.of("by", "test"));
    String first = client.experiments().recordEvaluation(evaluation.build());
    assertThat(client.experiments().recordEvaluation(evaluation.score(0.5).build()))
        .isEqualTo(first);
    assertThat(client.experiments().incompleteEvaluations(experiment.id(), List.of("exact")))
        .isEmpty();
    assertThat(client.experiments().exportJson(experiment.id()).toString())
        .contains("exact", "0.5", "ünë");
  }

  @Test
  @Tag("phoenix-only")
  void isChangedAndExported() {
    Experiment renamed = client.experiments().update(experiment.id(), "renamed", null, null);
    assertThat(renamed.name()).isEqualTo("renamed");
    assertThat(renamed.description()).isEqualTo("of two prompts");
    assertThat(client.experiments().get(experiment.id())).isEqualTo(renamed);
    assertThat(client.experiments().list(dataset.id())).containsExactly(renamed);
    DatasetExample example = dataset.examples().get(0);
    client.experiments().recordRun(experiment.id(), run(example, 1).output("done").build());
    assertThat(client.experiments().exportCsv(experiment.id())).contains("done", "1500.0");
  }

  @Test
  @Tag("phoenix-only")
  void hasTags() {
    Experiment second = client.experiments().create(dataset.id(), ExperimentSettings.defaults());

    ExperimentTag tag = client.experiments().addTag(experiment.id(), "baseline", "of May ünï");
    assertThat(tag.name()).isEqualTo("baseline");
    assertThat(tag.description()).isEqualTo("of May ünï");
    assertThat(client.experiments().tags(experiment.id())).containsExactly(tag);
    client.experiments().addTag(second.id(), "baseline", "");
    assertThat(client.experiments().tags(experiment.id())).isEmpty();
    client.experiments().removeTag(second.id(), "baseline");
    assertThat(client.experiments().tags(second.id())).isEmpty();
  }

  private static ExperimentRun.Builder run(DatasetExample example, int repetition) {
    return ExperimentRun.builder(example.nodeId(), repetition).time(START, END);
  }
}
