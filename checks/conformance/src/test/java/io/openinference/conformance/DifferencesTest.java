// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The tables of the README give what the files say, each with a reason, and nothing else. */
class DifferencesTest {

  @ParameterizedTest
  @EnumSource
  void ofExchangesAreExplained(Library library) {
    List<String> reasons = VectorFiles.read(library.folder(), DifferencesTest::reasons);

    assertThat(rows("### " + library.title(), 1)).containsExactlyElementsOf(reasons);
  }

  @ParameterizedTest
  @EnumSource
  void ofExchangesAreNoneThatPythonRecordsAlike(Library library) {
    VectorFiles.read(
        library.folder(), root -> differences(root).map(DifferencesTest::differs).toList());
  }

  private static Path differs(Path file) {
    Path reference = file.resolveSibling("reference.json");
    Map<String, Object> python =
        ComparableJson.ofAttributes(RecordedSpan.values(VectorFiles.json(reference)));
    VectorFiles.fields(VectorFiles.json(file))
        .forEach(
            (key, difference) -> {
              Map<String, JsonNode> ours =
                  difference.has("value") ? Map.of(key, difference.get("value")) : Map.of();
              assertThat(ComparableJson.ofAttributes(ours).get(key))
                  .as("%s in %s", key, file)
                  .isNotEqualTo(python.get(key));
            });
    return file;
  }

  @Test
  void ofMaskingAreExplained() {
    Stream<String> attributes = MaskingMatrix.read().differences().stream().map(this::row);

    assertThat(rows("## Where masking differs", 4)).containsExactlyElementsOf(attributes.toList());
  }

  @Test
  void ofSettingsAreExplained() {
    assertThat(rows("## Settings left out", 1))
        .containsExactlyInAnyOrderElementsOf(
            MaskingMatrix.read().settingsLeftOut().stream().map(name -> "`" + name + "`").toList());
  }

  @Test
  void areBetweenAsManyVectorsAsTheReadmeSays() {
    MaskingMatrix matrix = MaskingMatrix.read();

    for (Library library : Library.values()) {
      assertThat(readme())
          .contains("| " + library.title() + " | " + Exchange.all(library).size() + " |");
    }
    assertThat(readme())
        .contains(matrix.keys().size() + " keys with " + matrix.values().size() + " values");
  }

  private String row(MaskingDifference difference) {
    String exceptions =
        difference.exceptions().isEmpty() ? "" : " but " + code(difference.exceptions());
    String values =
        difference.values().isEmpty() ? "" : "; of " + code(difference.values()) + " only";
    String recorded = recorded(difference.outcome());
    return String.join(
        " | ",
        "`" + difference.why() + "`",
        code(difference.settings()),
        code(difference.keys()) + exceptions + values,
        recorded);
  }

  private static String recorded(Outcome outcome) {
    if (outcome.equals(Outcome.LIMITED)) {
      return "as images are";
    }
    return outcome.replacement() == null ? "nothing" : "redacted";
  }

  private static String code(List<String> names) {
    return names.stream().map(name -> "`" + name + "`").collect(Collectors.joining(", "));
  }

  /** Returns the first columns of the table below a heading, each row of which says why. */
  private static List<String> rows(String heading, int columns) {
    String readme = readme();
    assertThat(readme).contains(heading);
    String section = readme.substring(readme.indexOf(heading) + heading.length());
    return section
        .split("\n##+ ", 2)[0]
        .lines()
        .filter(line -> line.startsWith("| `"))
        .map(line -> line.substring(2, line.length() - 2).split(" \\| "))
        .peek(cells -> assertThat(cells).hasSizeGreaterThan(columns).doesNotContain(""))
        .map(cells -> String.join(" | ", Arrays.copyOf(cells, columns)))
        .toList();
  }

  private static String readme() {
    try {
      return Files.readString(Path.of("README.md"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> reasons(Path root) {
    return differences(root)
        .flatMap(file -> VectorFiles.elements(VectorFiles.json(file)).stream())
        .map(difference -> "`" + difference.get("why").textValue() + "`")
        .distinct()
        .sorted()
        .toList();
  }

  private static Stream<Path> differences(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders
          .map(folder -> folder.resolve("differences.json"))
          .filter(Files::exists)
          .toList()
          .stream();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
