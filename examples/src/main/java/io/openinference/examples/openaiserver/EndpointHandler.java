// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Carries one path over HTTP: key, method and JSON are checked here, the rest by the endpoint. */
final class EndpointHandler implements HttpHandler {

  private final String path;
  private final @Nullable Endpoint endpoint;
  private final UsageTally tally;

  /**
   * @param endpoint null answers every request with 404
   */
  EndpointHandler(String path, @Nullable Endpoint endpoint, UsageTally tally) {
    this.path = path;
    this.endpoint = endpoint;
    this.tally = tally;
  }

  @Override
  public void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      Reply reply;
      try {
        reply = reply(exchange);
      } catch (ApiException e) {
        send(exchange, e.status(), e.toJson());
        return;
      }
      // Before the bytes leave, so that a client that has its answer also finds it in the tally.
      tally.add(path, reply.usage());
      if (reply instanceof Reply.Events events) {
        stream(exchange, events);
      } else if (reply instanceof Reply.Document document) {
        send(exchange, 200, document.body());
      }
    }
  }

  private Reply reply(HttpExchange exchange) throws ApiException, IOException {
    String requested = exchange.getRequestURI().getPath();
    if (endpoint == null
        || !requested.equals(path)
        || !exchange.getRequestMethod().equals("POST")) {
      throw ApiException.unknownUrl(exchange.getRequestMethod(), requested);
    }
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    if (authorization == null || !authorization.matches("Bearer \\S+")) {
      throw ApiException.noKey();
    }
    JsonNode request = parse(new String(exchange.getRequestBody().readAllBytes(), UTF_8));
    if (request.path("model").asText("").isEmpty()) {
      throw ApiException.missing("model");
    }
    return endpoint.reply(request);
  }

  private static JsonNode parse(String body) throws ApiException {
    try {
      return Json.parse(body);
    } catch (JsonProcessingException e) {
      throw ApiException.badRequest("We could not parse the JSON body of your request.", null);
    }
  }

  private static void send(HttpExchange exchange, int status, JsonNode body) throws IOException {
    byte[] bytes = body.toString().getBytes(UTF_8);
    exchange.getResponseHeaders().set("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  private static void stream(HttpExchange exchange, Reply.Events reply) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream body = exchange.getResponseBody();
    for (Reply.Event event : reply.events()) {
      body.write(event.toText().getBytes(UTF_8));
      body.flush();
    }
  }
}
