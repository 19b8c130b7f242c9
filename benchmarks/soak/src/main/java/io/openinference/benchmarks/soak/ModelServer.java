// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.soak;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Speaks the APIs of all providers, as each prompt asks for. */
final class ModelServer implements AutoCloseable {

  /** Beyond it, connecting takes a second longer. */
  private static final int PENDING_CONNECTIONS = 1_024;

  private static final int CHUNKS = 20;
  private static final long SLOW_MILLIS = 100;
  private static final String TEXT = "Your parcel will be there tomorrow before noon. ".repeat(8);
  private static final String USAGE =
      "\"usage\": {\"prompt_tokens\": 200, \"completion_tokens\": 90, \"total_tokens\": 290}";
  private static final String HEAD =
      "{\"id\": \"chatcmpl-1\", \"created\": 1, \"model\": \"gpt-4o-mini\", ";
  private static final String CHUNK_HEAD = HEAD + "\"object\": \"chat.completion.chunk\", ";

  private final ExecutorService executor = Executors.newCachedThreadPool(ModelServer::daemon);
  private final HttpServer server;

  ModelServer() throws IOException {
    server =
        HttpServer.create(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), PENDING_CONNECTIONS);
    server.createContext("/", this::answer);
    server.setExecutor(executor);
    server.start();
  }

  private static Thread daemon(Runnable work) {
    Thread thread = new Thread(work, "model-server");
    thread.setDaemon(true);
    return thread;
  }

  String baseUrl() {
    return "http://127.0.0.1:" + server.getAddress().getPort() + "/v1";
  }

  private void answer(HttpExchange exchange) throws IOException {
    String request = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    CallMark mark = CallMark.find(request);
    String how = mark == null ? "plain" : mark.answer();
    if (how.equals("slow")) {
      pause();
    }
    if (how.equals("fail")) {
      send(exchange, 500, "{\"error\": {\"message\": \"overloaded\", \"type\": \"server_error\"}}");
    } else if (!exchange.getRequestURI().getPath().endsWith("/chat/completions")) {
      answerAsProvider(exchange, request);
    } else if (request.replace(" ", "").contains("\"stream\":true")) {
      stream(exchange, how.equals("cut"));
    } else if (mark != null && how.equals("tool") && !request.contains("\"tool_call_id\"")) {
      send(exchange, 200, toolCall(mark));
    } else {
      send(exchange, 200, completion("\"content\": \"" + TEXT + "\"", "stop"));
    }
  }

  private static void answerAsProvider(HttpExchange exchange, String request) throws IOException {
    String path = exchange.getRequestURI().getPath();
    if (!ProviderAnswers.isStream(path, request)) {
      send(exchange, 200, ProviderAnswers.whole(path));
      return;
    }
    exchange.getResponseHeaders().add("Content-Type", ProviderAnswers.contentType(path));
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(ProviderAnswers.streamed(path));
    }
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(SLOW_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static String toolCall(CallMark mark) {
    return completion(
        "\"content\": null, \"tool_calls\": [{\"id\": \"call_1\", \"type\": \"function\","
            + " \"function\": {\"name\": \"track\", \"arguments\": \"{\\\"parcel\\\": \\\""
            + mark.text()
            + "\\\"}\"}}]",
        "tool_calls");
  }

  private static String completion(String message, String finishReason) {
    return HEAD
        + "\"object\": \"chat.completion\", \"choices\": [{\"index\": 0, \"logprobs\": null,"
        + " \"message\": {\"role\": \"assistant\", \"refusal\": null, "
        + message
        + "}, \"finish_reason\": \""
        + finishReason
        + "\"}], "
        + USAGE
        + "}";
  }

  private static void send(HttpExchange exchange, int status, String json) throws IOException {
    byte[] body = json.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, body.length);
    try (OutputStream out = exchange.getResponseBody()) {
      out.write(body);
    }
  }

  /** Gone without the last chunk, a stream is cut off. */
  private static void stream(HttpExchange exchange, boolean cut) throws IOException {
    exchange.getResponseHeaders().add("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    OutputStream out = exchange.getResponseBody();
    int part = TEXT.length() / CHUNKS;
    for (int i = 0; i < CHUNKS; i++) {
      if (cut && i == CHUNKS / 2) {
        throw new IOException("cut off");
      }
      event(
          out,
          chunk("{\"content\": \"" + TEXT.substring(i * part, (i + 1) * part) + "\"}", "null"));
    }
    event(out, chunk("{}", "\"stop\""));
    event(out, CHUNK_HEAD + "\"choices\": [], " + USAGE + "}");
    event(out, "[DONE]");
    out.close();
  }

  private static String chunk(String delta, String finishReason) {
    return CHUNK_HEAD
        + "\"choices\": [{\"index\": 0, \"delta\": "
        + delta
        + ", \"finish_reason\": "
        + finishReason
        + "}]}";
  }

  private static void event(OutputStream out, String data) throws IOException {
    out.write(("data: " + data + "\n\n").getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  @Override
  public void close() {
    server.stop(0);
    executor.shutdownNow();
  }
}
