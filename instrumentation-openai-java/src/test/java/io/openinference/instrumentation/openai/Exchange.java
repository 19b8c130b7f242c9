// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/**
 * A request, its response and the span that is to come of them, from a folder of {@code exchanges}.
 *
 * <p>The span is {@code span.json}, or {@code reference.json}, which the Python instrumentation
 * recorded for the same exchange, as changed by {@code differences.json}.
 */
record Exchange(
    String name,
    String operation,
    String baseUrl,
    int status,
    Map<String, ?> request,
    String response,
    boolean streaming,
    String spanName,
    Map<String, JsonNode> attributes) {

  static final ObjectMapper JSON = new ObjectMapper();

  static List<Exchange> all() {
    try (Stream<Path> folders = Files.list(root())) {
      return folders.filter(Files::isDirectory).sorted().map(Exchange::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path root() {
    try {
      return Path.of(Exchange.class.getResource("/exchanges").toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Exchange read(Path folder) {
    JsonNode exchange = json(folder.resolve("exchange.json"));
    Path request = folder.resolve("request.json");
    Path events = folder.resolve("response.sse");
    boolean streaming = Files.exists(events);
    Path own = folder.resolve("span.json");
    JsonNode span = json(Files.exists(own) ? own : folder.resolve("reference.json"));
    return new Exchange(
        folder.getFileName().toString(),
        exchange.get("operation").asText(),
        exchange.get("baseUrl").asText(),
        exchange.path("status").asInt(200),
        Files.exists(request) ? WireJson.parse(text(request)) : Map.of(),
        text(streaming ? events : folder.resolve("response.json")),
        streaming,
        span.get("name").asText(),
        attributes(span, folder.resolve("differences.json")));
  }

  private static Map<String, JsonNode> attributes(JsonNode span, Path differences) {
    Map<String, JsonNode> attributes = new TreeMap<>();
    span.get("attributes").properties().forEach(a -> attributes.put(a.getKey(), a.getValue()));
    if (Files.exists(differences)) {
      for (Map.Entry<String, JsonNode> difference : json(differences).properties()) {
        JsonNode value = difference.getValue().get("value");
        if (value == null) {
          attributes.remove(difference.getKey());
        } else {
          attributes.put(difference.getKey(), value);
        }
      }
    }
    return attributes;
  }

  private static JsonNode json(Path file) {
    try {
      return JSON.readTree(file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Returns the data of the server-sent events. */
  List<String> events() {
    List<String> events = new ArrayList<>();
    for (String line : response.split("\n")) {
      if (line.startsWith("data: {")) {
        events.add(line.substring("data: ".length()));
      }
    }
    return events;
  }

  /** Returns a value to compare: the same number may be written as an integer and as a float. */
  static Object plain(JsonNode node) {
    if (node.isNumber()) {
      return node.doubleValue();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false).map(Exchange::plain).toList();
    }
    if (node.isObject()) {
      Map<String, Object> object = new TreeMap<>();
      node.properties().forEach(field -> object.put(field.getKey(), plain(field.getValue())));
      return object;
    }
    return node.isTextual() ? node.textValue() : node;
  }

  @Override
  public String toString() {
    return name;
  }
}
