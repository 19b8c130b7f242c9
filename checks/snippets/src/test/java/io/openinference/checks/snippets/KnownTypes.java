// SPDX-License-Identifier: Apache-2.0
package io.openinference.checks.snippets;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Modifier;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Finds the type that a snippet means by a simple name. */
final class KnownTypes {

  /** Packages of the JDK and of libraries. The first that has the type wins. */
  private static final List<String> PACKAGES =
      List.of(
          "java.util",
          "java.util.concurrent",
          "java.util.function",
          "java.util.stream",
          "java.nio.file",
          "java.time",
          "io.opentelemetry.api",
          "io.opentelemetry.api.common",
          "io.opentelemetry.api.trace",
          "io.opentelemetry.context",
          "io.opentelemetry.sdk.trace",
          "io.opentelemetry.sdk.trace.export",
          "com.anthropic.client",
          "com.anthropic.client.okhttp",
          "com.google.genai",
          "com.google.genai.types",
          "software.amazon.awssdk.services.bedrockruntime",
          "com.openai.client",
          "com.openai.client.okhttp",
          "com.openai.models.chat.completions",
          "com.openai.models.responses",
          "dev.langchain4j.agentic",
          "dev.langchain4j.data.segment",
          "dev.langchain4j.mcp.client",
          "dev.langchain4j.model.chat",
          "dev.langchain4j.model.embedding",
          "dev.langchain4j.rag.content.retriever",
          "dev.langchain4j.service",
          "dev.langchain4j.store.embedding",
          "io.modelcontextprotocol.client",
          "io.modelcontextprotocol.server",
          "org.bsc.langgraph4j",
          "org.junit.jupiter.api",
          "org.junit.jupiter.api.extension",
          "io.micrometer.observation",
          "org.springframework.ai.chat.client",
          "org.springframework.ai.rag.retrieval.search",
          "org.springframework.boot",
          "org.springframework.boot.actuate.autoconfigure.tracing",
          "org.springframework.context.annotation",
          "org.springframework.core",
          "org.springframework.core.annotation",
          "org.springframework.beans.factory.annotation");

  private static final Map<String, String> OWN = new HashMap<>();

  static {
    Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .map(Path::of)
        .forEach(KnownTypes::addOwn);
  }

  /** Returns the full name. Types of this project come first. */
  static Optional<String> find(String name) {
    if (exists("java.lang." + name)) {
      return Optional.empty();
    }
    return Optional.ofNullable(OWN.get(name))
        .or(
            () ->
                PACKAGES.stream().map(p -> p + "." + name).filter(KnownTypes::exists).findFirst());
  }

  private static boolean exists(String type) {
    return ClassLoader.getSystemResource(type.replace('.', '/') + ".class") != null;
  }

  private static void addOwn(Path entry) {
    try {
      if (Files.isDirectory(entry)) {
        addTypes(entry);
      } else if (entry.getFileName().toString().startsWith("openinference-")) {
        try (FileSystem jar = FileSystems.newFileSystem(entry)) {
          addTypes(jar.getPath("/"));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void addTypes(Path classes) throws IOException {
    Path own = classes.resolve("io/openinference");
    if (!Files.isDirectory(own)) {
      return;
    }
    try (Stream<Path> files = Files.walk(own)) {
      files
          .map(file -> classes.relativize(file).toString())
          .filter(file -> file.endsWith(".class") && !file.contains("$"))
          .filter(file -> !file.startsWith("io/openinference/checks/"))
          .map(file -> file.replace(".class", "").replace('/', '.'))
          .filter(KnownTypes::isPublic)
          .forEach(type -> OWN.putIfAbsent(type.substring(type.lastIndexOf('.') + 1), type));
    }
  }

  private static boolean isPublic(String type) {
    try {
      Class<?> found = Class.forName(type, false, ClassLoader.getSystemClassLoader());
      return Modifier.isPublic(found.getModifiers());
    } catch (ClassNotFoundException | LinkageError e) {
      // The class needs a library that no snippet uses.
      return false;
    }
  }

  private KnownTypes() {}
}
