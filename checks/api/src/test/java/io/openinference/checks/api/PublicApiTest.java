// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The public API changes only together with the file that lists it. */
class PublicApiTest {

  /** Set by {@code checks/api/regenerate}. */
  private static final boolean WRITES = Boolean.getBoolean("openinference.api.write");

  static List<String> modules() {
    return PublishedModules.names();
  }

  @ParameterizedTest
  @MethodSource("modules")
  void isWhatTheFileLists(String module) throws IOException {
    Path file = Path.of("listings", module + ".txt");
    String api = PublishedModules.listing(module).toString();
    if (WRITES) {
      Files.createDirectories(file.getParent());
      Files.writeString(file, api);
    }

    assertThat(file)
        .as("checks/api/regenerate writes the file that lists the API of a new module")
        .exists();
    String committed = PublishedModules.read(file);
    String hint =
        "If the change is intended, run checks/api/regenerate and commit checks/api/" + file;
    assertThat(linesOfOneOnly(api, committed))
        .as("new in the API of %s. %s", module, hint)
        .isEmpty();
    assertThat(linesOfOneOnly(committed, api))
        .as("gone from the API of %s. %s", module, hint)
        .isEmpty();
    assertThat(api.lines().toList().equals(committed.lines().toList()))
        .as("the API of %s has members in other types. %s", module, hint)
        .isTrue();
  }

  private static List<String> linesOfOneOnly(String one, String other) {
    Set<String> lines = one.lines().collect(Collectors.toCollection(LinkedHashSet::new));
    lines.removeAll(other.lines().collect(Collectors.toSet()));
    return List.copyOf(lines);
  }

  /** Users import types of several modules into one file. */
  @Test
  void noTwoTypesShareASimpleName() {
    List<String> shared =
        modules().stream()
            .flatMap(module -> PublishedModules.listing(module).topLevelTypes().stream())
            .collect(Collectors.groupingBy(name -> name.substring(name.lastIndexOf('.') + 1)))
            .values()
            .stream()
            .filter(names -> names.size() > 1)
            .map(Object::toString)
            .toList();

    assertThat(shared).isEmpty();
  }
}
