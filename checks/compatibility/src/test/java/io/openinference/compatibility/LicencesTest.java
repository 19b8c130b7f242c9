// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A jar that holds libraries names each of them, and holds what they ask to be kept. */
class LicencesTest {

  private static final String INDEX = "META-INF/licenses/THIRD-PARTY.md";
  private static final String NONE = "–";

  /**
   * A jar that holds libraries.
   *
   * @param folder below which the classes of the libraries lie
   */
  private enum Packed {
    AGENT(ProgramJvm.AGENT, "inst/"),
    VIEWER(System.getProperty("viewer"), ""),
    PHOENIX_CLIENT(System.getProperty("phoenix-client"), "");

    private final String file;
    private final String folder;

    Packed(String file, String folder) {
      this.file = file;
      this.folder = folder;
    }

    JarFile open() throws IOException {
      return new JarFile(file);
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachClassBelongsToALibraryOfTheIndex(Packed packed) throws IOException {
    try (JarFile jar = packed.open()) {
      List<Library> libraries = libraries(jar);
      Set<String> unknown =
          names(jar).stream()
              .filter(name -> name.startsWith(packed.folder) && name.endsWith(".class"))
              .map(name -> name.substring(packed.folder.length()))
              .map(name -> name.replaceFirst("^META-INF/versions/[0-9]+/", ""))
              .filter(name -> libraries.stream().noneMatch(library -> library.holds(name)))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(unknown).as("classes of libraries that are not in %s", INDEX).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachLibraryOfTheIndexIsInTheJarWithItsFiles(Packed packed) throws IOException {
    try (JarFile jar = packed.open()) {
      Set<String> names = names(jar);
      for (Library library : libraries(jar)) {
        assertThat(names)
            .as(library.name)
            .anyMatch(
                name ->
                    name.startsWith(packed.folder)
                        && library.holds(name.substring(packed.folder.length())));
        assertThat(names).as(library.name).containsAll(library.files);
        assertThat(library.licence).as(library.name).isNotBlank();
        assertThat(library.copyright).as(library.name).isNotBlank();
      }
    }
  }

  @ParameterizedTest
  @EnumSource
  void eachLicenceAndNoticeOfALibraryIsInTheIndex(Packed packed) throws IOException {
    try (JarFile jar = packed.open()) {
      String index = text(jar, INDEX);
      Set<String> kept =
          names(jar).stream()
              .filter(
                  name ->
                      name.startsWith("META-INF/licenses/")
                          || name.matches("META-INF/[^/]*(LICENSE|NOTICE)[^/]*"))
              // The text of Apache-2.0, as in the jar's own LICENSE.
              .filter(name -> !name.endsWith("META-INF/LICENSE") && !name.equals(INDEX))
              // The agent of Byte Buddy has the notice of Byte Buddy.
              .filter(name -> !name.contains("/byte-buddy-agent-jar/"))
              .collect(Collectors.toCollection(TreeSet::new));

      assertThat(kept).isNotEmpty().allMatch(name -> index.contains("`" + name + "`"));
    }
  }

  @ParameterizedTest
  @EnumSource
  void theJarHasALicenceAndANotice(Packed packed) throws IOException {
    try (JarFile jar = packed.open()) {
      assertThat(text(jar, "META-INF/LICENSE")).contains("Apache License");
      assertThat(text(jar, "META-INF/NOTICE"))
          .contains("OpenInference SDK for the JVM")
          .doesNotContain("\uFFFD", "??");
    }
  }

  @Test
  void theIndexOfTheAgentHasVersions() throws IOException {
    try (JarFile jar = Packed.AGENT.open()) {
      assertThat(text(jar, INDEX)).doesNotContain("${").containsPattern("Byte Buddy \\| 1\\.\\d+");
    }
  }

  private static Set<String> names(JarFile jar) {
    return jar.stream()
        .filter(entry -> !entry.isDirectory())
        .map(JarEntry::getName)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  private static List<Library> libraries(JarFile jar) throws IOException {
    List<Library> libraries =
        text(jar, INDEX)
            .lines()
            .filter(line -> line.startsWith("| ") && !line.startsWith("| Library"))
            .map(line -> line.substring(2).split(" \\| | \\|"))
            .map(cells -> new Library(cells[0], cells[2], cells[3], cells[4], files(cells[5])))
            .toList();
    assertThat(libraries).isNotEmpty();
    return libraries;
  }

  private static List<String> files(String cell) {
    return cell.equals(NONE)
        ? List.of()
        : Arrays.stream(cell.split(", ")).map(name -> name.replace("`", "")).toList();
  }

  private static String text(JarFile jar, String name) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    assertThat(entry).as(name).isNotNull();
    return new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
  }

  /**
   * A row of the index.
   *
   * @param packages what its classes are in, with all that is below
   */
  private record Library(
      String name, String packages, String copyright, String licence, List<String> files) {

    /** A library that has classes of another one under its own name needs a row for them. */
    boolean holds(String classFile) {
      return classFile.startsWith(packages.replace("`", "").replace('.', '/') + "/")
          && (!classFile.contains("/shaded/") || packages.contains("shaded"));
    }
  }
}
