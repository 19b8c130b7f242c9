// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A release of LangChain4j with nothing but a model, and a program that calls it twice. */
final class StrangeRelease {

  private static final String MODEL =
      """
      package dev.langchain4j.model.chat;

      public interface ChatModel {
        String doChat(String question);
      }
      """;

  private static final String PROGRAM =
      """
      public final class Program implements dev.langchain4j.model.chat.ChatModel {
        public String doChat(String question) {
          return "you asked: " + question;
        }

        public static void main(String[] arguments) {
          System.out.println(new Program().doChat("Hi"));
          System.out.println(new Program().doChat("Hi"));
        }
      }
      """;

  static ClassPath compile(Path folder) throws IOException {
    Path sources = Files.createDirectory(folder.resolve("sources"));
    Path classes = Files.createDirectory(folder.resolve("classes"));
    Files.writeString(sources.resolve("ChatModel.java"), MODEL);
    Files.writeString(sources.resolve("Program.java"), PROGRAM);
    int result =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                "-d",
                classes.toString(),
                sources.resolve("ChatModel.java").toString(),
                sources.resolve("Program.java").toString());
    assertThat(result).isZero();
    return new ClassPath(jar(classes, folder.resolve("release.jar")).toString());
  }

  private static Path jar(Path classes, Path jar) throws IOException {
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, "0.1");
    try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar), manifest)) {
      for (Path file : files(classes)) {
        String name = classes.relativize(file).toString().replace('\\', '/');
        entries.putNextEntry(new JarEntry(name));
        entries.write(Files.readAllBytes(file));
      }
    }
    return jar;
  }

  private static List<Path> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).toList();
    }
  }

  private StrangeRelease() {}
}
