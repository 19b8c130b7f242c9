// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Everything public has a comment, which doclint cannot demand without each {@code @param}. */
class CommentsTest {

  private static final Path ROOT = Path.of("../..");
  private static final Pattern MODULE = Pattern.compile("<module>(.+)</module>");
  private static final Pattern UNPUBLISHED = Pattern.compile("(benchmarks|checks|examples)(/.*)?");

  @TempDir Path folder;

  @Test
  void areThereInEachModule() throws IOException {
    List<String> modules =
        MODULE
            .matcher(PublishedModules.read(ROOT.resolve("pom.xml")))
            .results()
            .map(module -> module.group(1))
            .toList();
    assertThat(modules).contains("sdk", "examples/kotlin");

    for (String module : modules) {
      Path sources = ROOT.resolve(module).resolve("src/main/java");
      if (Files.isDirectory(sources)) {
        assertThat(MissingComments.in(files(sources), !UNPUBLISHED.matcher(module).matches()))
            .isEmpty();
      }
    }
  }

  private static List<Path> files(Path sources) throws IOException {
    try (Stream<Path> all = Files.walk(sources)) {
      return all.filter(file -> file.toString().endsWith(".java")).toList();
    }
  }

  @Test
  void areMissed() throws IOException {
    Path info = Files.writeString(folder.resolve("package-info.java"), "package acme;");
    Path client =
        Files.writeString(
            folder.resolve("Client.java"),
            """
            package acme;
            /** Calls. */
            public class Client {
              public static final int MAX = 3;
              protected int min;
              int secret;
              public Client() {}
              void inside() {}
              @Override public String toString() { return ""; }
              public interface Builder { Client build(); }
              static class Hidden { public void a() {} public class Deep {} }
              enum Inside { NONE }
              /** Kinds. @since 1 */ public enum Kind { ONE }
            }
            """);

    assertThat(MissingComments.in(List.of(info, client), true))
        .containsExactly(
            info + ":1: package acme lacks a comment",
            client + ":3: type Client lacks @since",
            client + ":4: field MAX lacks a comment",
            client + ":5: field min lacks a comment",
            client + ":7: method <init> lacks a comment",
            client + ":10: type Builder lacks a comment",
            client + ":10: method build lacks a comment",
            client + ":13: field ONE lacks a comment");
    assertThat(MissingComments.in(List.of(client), false)).hasSize(6);
  }
}
