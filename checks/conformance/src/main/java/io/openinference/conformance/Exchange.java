// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A request to a provider, its response and the span that is to come of them.
 *
 * <p>The span is {@code reference.json}, which the Python instrumentation recorded for the same
 * exchange, as changed by {@code differences.json}; or {@code span.json} where Python records none.
 *
 * @param name the folder
 * @param operation the service of the Java library and its method, such as {@code
 *     ChatCompletionService.createStreaming}
 * @param baseUrl the address of the API, empty for an address that means nothing
 * @param path the path of the call below it
 * @param status the HTTP status of the response
 * @param headers headers of the response beside the type of its content
 * @param settings those of Python's {@code TraceConfig} that are not the default, by name
 * @param request the JSON object of the request, {@code {}} if the call sends no JSON
 * @param response the body of the response, JSON or events
 * @param streaming whether the call asks for events, or is answered with them
 * @param span what is to be recorded
 * @since 0.1.0
 */
public record Exchange(
    String name,
    String operation,
    String baseUrl,
    String path,
    int status,
    Map<String, String> headers,
    Map<String, JsonNode> settings,
    String request,
    String response,
    boolean streaming,
    RecordedSpan span) {

  private static final String DATA = "data: ";
  private static final String EVENT = "event: ";

  /** Reads all exchanges through a library, by name. */
  public static List<Exchange> all(Library library) {
    return VectorFiles.read(library.folder(), Exchange::readAll);
  }

  private static List<Exchange> readAll(Path root) {
    try (Stream<Path> folders = Files.list(root)) {
      return folders.sorted().map(Exchange::read).toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Exchange read(Path folder) {
    JsonNode exchange = VectorFiles.json(folder.resolve("exchange.json"));
    Path request = folder.resolve("request.json");
    String operation = exchange.get("operation").textValue();
    Path events = folder.resolve("response.sse");
    boolean answersEvents = Files.exists(events);
    return new Exchange(
        folder.getFileName().toString(),
        operation,
        exchange.path("baseUrl").asText(),
        exchange.path("path").asText(),
        exchange.path("status").asInt(200),
        headers(exchange.path("headers")),
        VectorFiles.fields(exchange.path("settings")),
        Files.exists(request) ? VectorFiles.text(request) : "{}",
        VectorFiles.text(answersEvents ? events : folder.resolve("response.json")),
        operation.endsWith("Streaming") || answersEvents,
        RecordedSpan.read(folder));
  }

  private static Map<String, String> headers(JsonNode object) {
    Map<String, String> headers = new LinkedHashMap<>();
    VectorFiles.fields(object).forEach((name, value) -> headers.put(name, value.textValue()));
    return headers;
  }

  /** Returns the data of the events that is a JSON object. */
  public List<String> events() {
    return response
        .lines()
        .filter(line -> line.startsWith(DATA + "{"))
        .map(line -> line.substring(DATA.length()))
        .toList();
  }

  /** Returns the names of the events, which an event of Amazon's stream has in its headers. */
  public List<String> eventNames() {
    return response
        .lines()
        .filter(line -> line.startsWith(EVENT))
        .map(line -> line.substring(EVENT.length()))
        .toList();
  }

  /**
   * Sets the settings on a builder, whose methods have the names of the settings in camel case.
   *
   * @param builder the builder of this project's {@code TraceConfig}, which this module does not
   *     know
   * @return the builder
   */
  public <B> B configure(B builder) {
    settings.forEach((name, value) -> set(builder, camelCase(name), value));
    return builder;
  }

  private static void set(Object builder, String method, JsonNode value) {
    try {
      if (value.isBoolean()) {
        builder.getClass().getMethod(method, boolean.class).invoke(builder, value.booleanValue());
      } else {
        builder.getClass().getMethod(method, int.class).invoke(builder, value.intValue());
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalArgumentException(method, e);
    }
  }

  private static String camelCase(String name) {
    return Pattern.compile("_(.)")
        .matcher(name)
        .replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT));
  }

  /** Returns the name, for the names of tests. */
  @Override
  public String toString() {
    return name;
  }
}
