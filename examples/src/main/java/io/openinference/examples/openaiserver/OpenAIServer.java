// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.openaiserver;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * An OpenAI-compatible server on a free loopback port: chat completions, responses and embeddings,
 * with streaming, tool calls and token usage.
 *
 * <p>Its replies are composed from the words of the request and are the same each time. Any API key
 * is accepted, none is not.
 *
 * <pre>{@code
 * try (OpenAIServer server = OpenAIServer.start()) {
 *   OpenAIClient client =
 *       OpenAIOkHttpClient.builder().baseUrl(server.baseUrl()).apiKey("any").build();
 * }
 * }</pre>
 *
 * @since 0.1.0
 */
public final class OpenAIServer implements AutoCloseable {

  private final HttpServer http;
  private final ExecutorService threads;
  private final UsageTally tally;

  private OpenAIServer(HttpServer http, ExecutorService threads, UsageTally tally) {
    this.http = http;
    this.threads = threads;
    this.tally = tally;
  }

  /**
   * Starts a server.
   *
   * @throws UncheckedIOException when no loopback port can be opened
   */
  public static OpenAIServer start() {
    UsageTally tally = new UsageTally();
    ExecutorService threads = Executors.newCachedThreadPool();
    HttpServer http;
    try {
      http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    endpoints().forEach((path, e) -> http.createContext(path, new EndpointHandler(path, e, tally)));
    http.createContext("/", new EndpointHandler("/", null, tally));
    http.setExecutor(threads);
    http.start();
    return new OpenAIServer(http, threads, tally);
  }

  /** The URL to give to a client, without a slash at the end, such as {@code http://…:1234/v1}. */
  public String baseUrl() {
    return "http://"
        + http.getAddress().getAddress().getHostAddress()
        + ":"
        + http.getAddress().getPort()
        + "/v1";
  }

  /** Returns the bill so far, by path, such as {@code /v1/chat/completions}. */
  public Map<String, Usage> usage() {
    return tally.byPath();
  }

  /**
   * Writes what was billed so far to a file, as JSON by path, so that a test can compare it with
   * the tokens in the spans.
   *
   * @throws UncheckedIOException when the file cannot be written
   */
  public void writeUsage(Path file) {
    try {
      new JsonMapper().writeValue(file.toFile(), usage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Stops the server and drops open connections. */
  @Override
  public void close() {
    http.stop(0);
    threads.shutdownNow();
  }

  private static Map<String, Endpoint> endpoints() {
    return Map.of(
        "/v1/chat/completions", new ChatCompletions(),
        "/v1/responses", new Responses(),
        "/v1/embeddings", new Embeddings());
  }
}
