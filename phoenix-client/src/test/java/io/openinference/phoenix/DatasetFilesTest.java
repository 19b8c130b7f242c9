// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Datasets in files. */
class DatasetFilesTest {

  @TempDir private Path folder;

  @Test
  void areJsonLines() throws IOException {
    Path file = folder.resolve("golden.jsonl");
    DatasetExample first =
        DatasetExample.builder(Map.of("q", "ünï\n"))
            .output(Map.of("a", List.of(1, 2.5)))
            .metadata(Map.of("level", 1))
            .id("one")
            .split("train")
            .spanId("000000000000000a")
            .build();
    Dataset dataset =
        Dataset.of("golden", List.of(first, DatasetExample.of(Map.of("q", 2), Map.of())));
    DatasetFiles.writeJsonLines(dataset, file);

    assertThat(Files.readAllLines(file)).hasSize(2);
    assertThat(DatasetFiles.readJsonLines(file)).isEqualTo(dataset);
    Files.writeString(file, "{\"input\":{}}\n{\"question\":1}\n");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DatasetFiles.readJsonLines(file))
        .withMessageContaining(file + ":2");
  }

  @Test
  void areCsv() throws IOException {
    Path file = folder.resolve("golden.csv");
    Files.writeString(file, "question,answer,level\r\n\"a, \"\"b\"\"\nc\",ünï,1\r\nd,,2\r\n");

    Dataset read =
        DatasetFiles.readCsv(file, List.of("question"), List.of("answer"), List.of("level"));
    assertThat(read.name()).isEqualTo("golden");
    assertThat(read.examples())
        .extracting(DatasetExample::input)
        .containsExactly(Map.of("question", "a, \"b\"\nc"), Map.of("question", "d"));
    assertThat(read.examples())
        .extracting(DatasetExample::output)
        .containsExactly(Map.of("answer", "ünï"), Map.of("answer", ""));
    assertThat(read.examples().get(1).metadata()).isEqualTo(Map.of("level", "2"));
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DatasetFiles.readCsv(file, List.of("nothing"), List.of(), List.of()))
        .withMessageContaining("nothing");
  }
}
