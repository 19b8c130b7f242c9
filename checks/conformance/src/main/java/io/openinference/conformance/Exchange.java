// SPDX-License-Identifier: Apache-2.0
package io.openinference.conformance;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A request to OpenAI, its response and the span that is to come of them.
 *
 * <p>The span is {@code reference.json}, which the Python instrumentation recorded for the same
 * exchange, as changed by {@code differences.json}; or {@code span.json} where Python records none.
 *
 * @param name the folder
 * @param operation the service of openai-java and its method, such as {@code
 *     ChatCompletionService.createStreaming}
 * @param baseUrl the address of the API
 * @param path the path of the call below it
 * @param status the HTTP status of the response
 * @param settings those of Python's {@code TraceConfig} that are not the default, by name
 * @param request the JSON object of the request, {@code {}} if the call sends no JSON
 * @param response the body of the response, JSON or server-sent events
 * @param streaming whether the call asks for server-sent events
 * @param span what is to be recorded
 * @since 0.1.0
 */
public record Exchange(
    String name,
    String operation,
    String baseUrl,
    String path,
    int status,
    Map<String, JsonNode> settings,
    String request,
    String response,
    boolean streaming,
    RecordedSpan span) {

  /** Reads all exchanges, by name. */
  public static List<Exchange> all() {
    return VectorFiles.read("exchanges", Exchange::readAll);
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
    return new Exchange(
        folder.getFileName().toString(),
        operation,
        exchange.get("baseUrl").textValue(),
        exchange.get("path").textValue(),
        exchange.path("status").asInt(200),
        VectorFiles.fields(exchange.path("settings")),
        Files.exists(request) ? VectorFiles.text(request) : "{}",
        VectorFiles.text(Files.exists(events) ? events : folder.resolve("response.json")),
        operation.endsWith("Streaming"),
        RecordedSpan.read(folder));
  }

  /** Returns the data of the server-sent events. */
  public List<String> events() {
    return response
        .lines()
        .filter(line -> line.startsWith("data: {"))
        .map(line -> line.substring("data: ".length()))
        .toList();
  }

  /** Returns the name, for the names of tests. */
  @Override
  public String toString() {
    return name;
  }
}
