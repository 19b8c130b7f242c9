// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.openinference.semconv.OpenInferenceSpanKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets as a server keeps them. */
class DatasetsIT extends AbstractPhoenixIT {

  private final String name = unique("a/b?c ünï");
  private final DatasetExample one =
      DatasetExample.builder(Map.of("question", "1 + 1?"))
          .output(Map.of("answer", "2"))
          .metadata(Map.of("level", 1))
          .id("sum")
          .split("train")
          .build();
  private final DatasetExample two = DatasetExample.of(Map.of("question", "ünï?"), Map.of());

  @Test
  void areReadAsTheyWereCreated() {
    Dataset created = client.datasets().create(name, "of sums", List.of(one, two));

    assertThat(created.name()).isEqualTo(name);
    assertThat(created.description()).isEqualTo("of sums");
    assertThat(created.examples()).hasSize(2);
    assertThat(created.examples().get(0).id()).isEqualTo("sum");
    assertThat(created.examples().get(0).input()).isEqualTo(one.input());
    assertThat(created.examples().get(0).output()).isEqualTo(one.output());
    assertThat(created.examples().get(0).metadata()).isEqualTo(one.metadata());
    assertThat(created.examples().get(0).updatedAt()).isNotNull();
    assertThat(created.examples().get(1).id()).isEqualTo(created.examples().get(1).nodeId());
    assertThat(client.datasets().get(name)).isEqualTo(created);
    assertThat(client.datasets().get(created.id())).isEqualTo(created);
    assertThat(client.datasets().find(name).orElseThrow().exampleCount()).isEqualTo(2);
    assertThat(client.datasets().list()).extracting(DatasetInfo::name).contains(name);
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.datasets().create(name, List.of(one)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(409));

    client.datasets().delete(name);
    assertThat(client.datasets().find(name)).isEmpty();
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.datasets().get(name))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));
  }

  @Test
  void keepNulls() {
    Map<String, Object> input = new HashMap<>();
    input.put("q", null);
    input.put("list", Arrays.asList(1, null));
    Dataset created = client.datasets().create(name, List.of(DatasetExample.of(input, Map.of())));

    assertThat(created.examples().get(0).input()).isEqualTo(input);
  }

  @Test
  @Tag("phoenix-only")
  void haveVersions() {
    Dataset first = client.datasets().create(name, List.of(one, two));

    DatasetExample three = DatasetExample.of(Map.of("question", "3"), Map.of());
    assertThat(client.datasets().append(name, List.of(three)).created()).isEqualTo(1);
    assertThat(client.datasets().append(name, List.of(three)).created()).isZero();
    assertThat(client.datasets().get(name).examples()).hasSize(3);
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.datasets().append(unique("none"), List.of(three)))
        .satisfies(e -> assertThat(e.status()).isEqualTo(404));

    DatasetExample better = one.toBuilder().output(Map.of("answer", "two")).build();
    DatasetUpload upserted = client.datasets().upsert(name, List.of(better, three));
    assertThat(upserted.updated()).isEqualTo(1);
    assertThat(upserted.deleted()).isEqualTo(1);
    assertThat(upserted.created()).isZero();
    assertThat(client.datasets().get(name).examples())
        .extracting(example -> example.output().get("answer"))
        .containsExactlyInAnyOrder("two", null);
    assertThat(client.datasets().versions(name)).hasSize(3);
    assertThat(client.datasets().get(name, first.versionId(), List.of()).examples())
        .isEqualTo(first.examples());
    String fresh = unique("fresh");
    assertThat(client.datasets().upsert(fresh, List.of(two)).created()).isEqualTo(1);
  }

  @Test
  @Tag("phoenix-only")
  void haveSplits() {
    Dataset dataset = client.datasets().create(name, List.of(one, two));
    DatasetSplits splits = client.datasets().splits(name);

    assertThat(splits.list()).extracting(DatasetSplit::name).containsExactly("train");
    String test = unique("test");
    DatasetSplit created = splits.create(test, List.of("sum"));
    assertThat(created.exampleCount()).isEqualTo(1);
    DatasetSplit changed =
        splits.change(created.id(), List.of(dataset.examples().get(1).nodeId()), List.of("sum"));
    assertThat(changed.exampleCount()).isEqualTo(1);
    assertThat(client.datasets().get(name, null, List.of(test)).examples())
        .containsExactly(dataset.examples().get(1));
    assertThat(client.datasets().get(name, null, List.of("train")).splits())
        .containsExactly("train");
    DatasetSplit renamed = splits.rename(created.id(), test + "2", "of ünï");
    assertThat(renamed.name()).isEqualTo(test + "2");
    assertThat(renamed.description()).isEqualTo("of ünï");
    splits.delete(created.id());
    assertThat(splits.list()).extracting(DatasetSplit::name).containsExactly("train");
  }

  @Test
  @Tag("phoenix-only")
  void haveLabels() {
    client.datasets().create(name, List.of(one));
    DatasetLabels labels = client.datasets().labels();

    DatasetLabel label = labels.create(unique("golden"), "#ffaa00", "checked");
    assertThat(labels.list()).contains(label);
    assertThat(labels.get(label.id())).isEqualTo(label);
    labels.add(name, label.id());
    assertThat(labels.of(name)).containsExactly(label);
    labels.remove(name, label.id());
    assertThat(labels.of(name)).isEmpty();
    assertThat(labels.set(name, List.of(label.id()))).containsExactly(label);
    assertThat(labels.update(label.id(), label.name(), "#00ff00", "again").color())
        .isEqualTo("#00ff00");
    labels.delete(label.id());
    assertThat(labels.of(name)).isEmpty();
  }

  @Test
  void areMadeOfSpans() {
    String project = unique("bot");
    PhoenixSpan span =
        span(id(32), "answer", OpenInferenceSpanKind.CHAIN)
            .attribute("input.value", "{\"question\": \"ünï?\"}")
            .attribute("input.mime_type", "application/json")
            .attribute("output.value", "yes")
            .build();
    log(project, span);

    List<DatasetExample> examples = Datasets.examplesOf(client.spans().list(project).toList());
    Dataset dataset = client.datasets().create(name, examples);
    assertThat(dataset.examples().get(0).spanId()).isEqualTo(span.spanId());
    assertThat(dataset.examples().get(0).input()).isEqualTo(Map.of("question", "ünï?"));
    assertThat(dataset.examples().get(0).output()).isEqualTo(Map.of("output", "yes"));
  }

  @Test
  void areExportedAndReadFromFiles(@TempDir Path folder) throws IOException {
    client.datasets().create(name, List.of(one, two));

    assertThat(client.datasets().exportCsv(name, null)).contains("1 + 1?", "ünï?");
    assertThat(client.datasets().exportJsonLines(name, null)).contains("1 + 1?");

    Path exported = folder.resolve("exported.jsonl");
    Files.writeString(exported, client.datasets().exportJsonLines(name, null));
    Dataset read = DatasetFiles.readJsonLines(exported);
    assertThat(read.examples())
        .extracting(DatasetExample::input)
        .containsExactly(one.input(), two.input());
    assertThat(read.examples()).extracting(DatasetExample::id).containsExactly("sum", "");
  }

  @Test
  @Tag("phoenix-only")
  void areExportedForOpenAI() {
    client.datasets().create(name, List.of(one, two));

    assertThat(client.datasets().exportOpenAIFineTuning(name, null)).contains("messages");
    assertThat(client.datasets().exportOpenAIEvals(name, null)).contains("messages");
  }
}
