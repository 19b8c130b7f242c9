// SPDX-License-Identifier: Apache-2.0
package io.openinference.nativeimage;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.TreeSet;

/** The file of a module that tells native images what is reached by reflection. */
final class Metadata {

  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final Path file;
  private final ObjectNode content = MAPPER.createObjectNode();
  private final ArrayNode reflection = content.putArray("reflection");

  private Metadata(Path file) {
    this.file = file;
  }

  static Metadata of(String module) {
    return new Metadata(
        Path.of("..", "..")
            .resolve(module)
            .resolve("src/main/resources/META-INF/native-image/io.openinference")
            .resolve("openinference-" + module)
            .resolve("reachability-metadata.json"));
  }

  /** Adds proxies with these interfaces, whose methods are called by reflection. */
  Metadata proxies(List<List<String>> proxies) {
    TreeSet<String> interfaces = new TreeSet<>();
    proxies.stream().flatMap(Collection::stream).forEach(interfaces::add);
    interfaces.forEach(type -> type(type).put("allPublicMethods", true));
    // A JVM gives the methods of a class in any order, and so the walk finds proxies in any order.
    List<List<String>> sorted =
        proxies.stream().sorted(Comparator.comparing(proxy -> String.join(",", proxy))).toList();
    for (List<String> proxy : sorted) {
      ArrayNode names = reflection.addObject().putObject("type").putArray("proxy");
      proxy.forEach(names::add);
    }
    return this;
  }

  /** Adds a public method without parameters of each type. */
  Metadata getter(String name, Collection<String> types) {
    for (String type : types) {
      type(type).putArray("methods").addObject().put("name", name).putArray("parameterTypes");
    }
    return this;
  }

  private ObjectNode type(String name) {
    return reflection.addObject().put("type", name);
  }

  String text() {
    DefaultIndenter lines = new DefaultIndenter("  ", "\n");
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter().withArrayIndenter(lines).withObjectIndenter(lines);
    try {
      return MAPPER.writer(printer).writeValueAsString(content) + "\n";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the text of the module's file. */
  String committed() throws IOException {
    return Files.exists(file) ? Files.readString(file) : "";
  }

  JsonNode read() throws IOException {
    return MAPPER.readTree(committed());
  }

  void write() throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, text());
  }
}
