// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files that somebody wrote by hand, or that were cut off. */
class LineFilesTest {

  private static final String GOOD = "{\"input\":{\"q\":\"1\"}}\n";

  @TempDir private Path folder;

  private Path file(String content) throws IOException {
    Path file = folder.resolve("golden.jsonl");
    Files.writeString(file, content);
    return file;
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"input": {"q": }}                 | :2:17: no JSON
          {"input": {"q": "cut               | :2:
          {"input": {}} {"input": {}}        | :2:15: no JSON
          [1]                                | :2: no JSON object
          {"question": "?"}                  | :2: there is no "input"
          {"input": "?"}                     | :2: "input" must be an object
          {"input": {}, "output": "Paris"}   | :2: "output" must be an object
          {"input": {}, "metadata": [1]}     | :2: "metadata" must be an object
          {"input": {}, "splits": "train"}   | :2: "splits" must be a list
          """)
  void aWrongLineOfADatasetIsNamed(String line, String message) throws IOException {
    Path file = file(GOOD + line);

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DatasetFiles.readJsonLines(file))
        .withMessageContaining(file + message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          {"name": "x" "y"}               | :2:14: no JSON
          {"name": "quality"}             | :2: an annotation needs
          {"span_id": "000000000000000a"} | :2: an annotation needs
          """)
  void aWrongLineOfAnnotationsIsNamed(String line, String message) throws IOException {
    Path annotations = folder.resolve("golden.annotations.jsonl");
    Files.writeString(annotations, "{\"span_id\":\"a\",\"name\":\"quality\"}\n" + line);
    Path spans = file("");

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> TraceDataset.load(spans))
        .withMessageContaining(annotations + message);
  }

  @Test
  void theIdOfTheServerIsNoIdOfTheUser() throws IOException {
    Path file =
        file(
            """
            {"id": "Rx", "node_id": "Rx", "input": {}}
            {"id": "mine", "node_id": "Ry", "input": {}}
            """);

    assertThat(DatasetFiles.readJsonLines(file).examples())
        .extracting(DatasetExample::id)
        .containsExactly("", "mine");
  }

  @Test
  void anotherEncodingIsNamed() throws IOException {
    Path file = folder.resolve("golden.jsonl");
    Files.write(file, (GOOD + "{\"input\":{\"q\":\"ü\"}}").getBytes(StandardCharsets.ISO_8859_1));

    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DatasetFiles.readJsonLines(file))
        .withMessageContaining(file + ": no UTF-8");
    assertThatExceptionOfType(IOException.class)
        .isThrownBy(() -> DatasetFiles.readCsv(file, List.of("q"), List.of(), List.of()))
        .withMessageContaining(file + ": no UTF-8");
  }

  @Test
  void theMarkOfWindowsEditorsIsNoContent() throws IOException {
    assertThat(DatasetFiles.readJsonLines(file("\uFEFF" + GOOD)).examples()).hasSize(1);
    assertThat(
            DatasetFiles.readCsv(file("\uFEFFq,a\n1,2\n"), List.of("q"), List.of(), List.of())
                .examples())
        .extracting(DatasetExample::input)
        .containsExactly(Map.of("q", "1"));
  }

  @Test
  void aRowOfACsvFileThatDoesNotFitIsNamed() throws IOException {
    for (String row : List.of("1,2,3", "1")) {
      Path file = file("q,a\n1,2\n" + row + "\n");

      assertThatExceptionOfType(IOException.class)
          .isThrownBy(() -> DatasetFiles.readCsv(file, List.of("q"), List.of("a"), List.of()))
          .withMessageContaining(file + ":3: ");
    }
  }

  @Test
  void longTextsAreRead() throws IOException {
    String image = "x".repeat(25_000_000);
    Path file = file("{\"input\":{\"image\":\"" + image + "\"}}");

    assertThat(DatasetFiles.readJsonLines(file).examples().get(0).input())
        .containsEntry("image", image);
  }
}
