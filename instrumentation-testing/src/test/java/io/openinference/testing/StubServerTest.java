// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class StubServerTest {

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final StubServer server = StubServer.start();

  @AfterEach
  void close() {
    server.close();
  }

  @Test
  void answersInOrderThenAsksTheHandler() throws Exception {
    server
        .handler(request -> StubResponse.text(200, request.path()))
        .enqueue(StubResponse.json("{\"n\":1}"), StubResponse.json(429, "{\"error\":\"slow\"}"));

    HttpResponse<String> first = post("/a", "");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("{\"n\":1}");
    assertThat(first.headers().firstValue("content-type")).contains("application/json");
    HttpResponse<String> second = post("/b", "");
    assertThat(second.statusCode()).isEqualTo(429);
    assertThat(second.body()).isEqualTo("{\"error\":\"slow\"}");
    assertThat(post("/c", "").body()).isEqualTo("/c");
  }

  @Test
  void saysWhatIsNotScripted() throws Exception {
    HttpResponse<String> response = post("/chat/completions", "");

    assertThat(response.statusCode()).isEqualTo(404);
    assertThat(response.body()).isEqualTo("No response is scripted for POST /chat/completions");
  }

  @Test
  void saysThatTheHandlerThrew() throws Exception {
    server.handler(
        request -> {
          throw new IllegalStateException("broken handler");
        });

    HttpResponse<String> response = post("/x", "");

    assertThat(response.statusCode()).isEqualTo(500);
    assertThat(response.body()).contains("IllegalStateException: broken handler");
  }

  /** The JDK's server by default closes the connection of the 201st client after an answer. */
  @Test
  void keepsMoreConnectionsThanTheJdkByDefault() throws IOException {
    server.handler(request -> StubResponse.text(200, "ok"));
    List<Socket> idle = new ArrayList<>();
    try {
      for (int i = 0; i < 201; i++) {
        Socket socket = new Socket(InetAddress.getLoopbackAddress(), port());
        idle.add(socket);
        assertThat(ask(socket)).as("connection %s", i).endsWith("ok");
      }
      assertThat(ask(idle.get(200))).as("a second answer").endsWith("ok");
    } finally {
      for (Socket socket : idle) {
        socket.close();
      }
    }
  }

  private int port() {
    return URI.create(server.baseUrl()).getPort();
  }

  /** Returns the answer to a request on a connection that stays open; empty if it is closed. */
  private static String ask(Socket socket) throws IOException {
    String request = "POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
    socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
    StringBuilder answer = new StringBuilder();
    int read = 0;
    while (read >= 0 && answer.indexOf("\r\n\r\nok") < 0) {
      read = socket.getInputStream().read();
      answer.append(read < 0 ? "" : (char) read);
    }
    return answer.toString();
  }

  @Test
  void recordsRequests() throws Exception {
    server.enqueue(StubResponse.json("{}"), StubResponse.json("{}"));

    client.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/a%20b?x=%201"))
            .header("X-Custom", "one")
            .PUT(HttpRequest.BodyPublishers.ofString("höhe"))
            .build(),
        BodyHandlers.discarding());
    post("/second", "");

    StubRequest request = server.awaitRequests(2).get(0);
    assertThat(request.method()).isEqualTo("PUT");
    assertThat(request.path()).isEqualTo("/a b");
    assertThat(request.query()).isEqualTo("x=%201");
    assertThat(request.header("x-custom")).isEqualTo("one");
    assertThat(request.headers()).containsEntry("x-custom", List.of("one"));
    assertThat(request.header("absent")).isNull();
    assertThat(request.body()).isEqualTo("höhe".getBytes(StandardCharsets.UTF_8));
    assertThat(request.bodyText()).isEqualTo("höhe");
    assertThat(server.requests().get(1).query()).isEmpty();
    assertThat(server.requests()).hasSize(2);
  }

  @Test
  void awaitRequestsFailsWhenInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> server.awaitRequests(1))
        .isInstanceOf(AssertionError.class)
        .hasMessage("Expected 1 requests but received 0");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void sendsBytesAndHeaders() throws Exception {
    byte[] bytes = {0, -1, 7};
    server.enqueue(StubResponse.of(201, "audio/mpeg", bytes).withHeader("X-Request-Id", "req-1"));

    HttpResponse<byte[]> response = client.send(get("/speech"), BodyHandlers.ofByteArray());

    assertThat(response.statusCode()).isEqualTo(201);
    assertThat(response.body()).isEqualTo(bytes);
    assertThat(response.headers().firstValue("content-type")).contains("audio/mpeg");
    assertThat(response.headers().firstValue("x-request-id")).contains("req-1");
  }

  @Test
  void holdsAnAnswerBackUntilTheLatchOpens() throws Exception {
    CountDownLatch latch = new CountDownLatch(1);
    server.enqueue(StubResponse.json("{}").after(latch), StubResponse.json("[]"));

    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(get("/slow"), BodyHandlers.ofString());
    server.awaitRequests(1);
    // An answer that was not held back would have overtaken this exchange.
    assertThat(post("/fast", "").body()).isEqualTo("[]");
    assertThat(response).isNotDone();

    latch.countDown();
    assertThat(response.join().body()).isEqualTo("{}");
  }

  @Test
  void sendsAllEventsAtOnce() throws Exception {
    server.enqueue(StubResponse.sse("{\"a\":1}", "two\nlines", "", "[DONE]"));

    HttpResponse<String> response = post("/stream", "");

    assertThat(response.headers().firstValue("content-type"))
        .contains("text/event-stream; charset=utf-8");
    assertThat(response.body())
        .isEqualTo("data: {\"a\":1}\n\ndata: two\ndata: lines\n\ndata: \n\ndata: [DONE]\n\n");
  }

  @Test
  void sendsEachEventWhenItIsEmitted() throws Exception {
    SseStream stream = SseStream.create();
    server.enqueue(StubResponse.sse(stream));
    HttpResponse<InputStream> response = client.send(get("/stream"), BodyHandlers.ofInputStream());

    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      // Each read returns before the next event is emitted, or the test would hang.
      stream.emit("one");
      assertThat(reader.readLine()).isEqualTo("data: one");
      assertThat(reader.readLine()).isEmpty();
      stream.emit("named", "two").emit("three");
      assertThat(reader.readLine()).isEqualTo("event: named");
      assertThat(reader.readLine()).isEqualTo("data: two");
      assertThat(reader.readLine()).isEmpty();
      assertThat(reader.readLine()).isEqualTo("data: three");
      assertThat(reader.readLine()).isEmpty();
      stream.emitRaw(": comment\n");
      assertThat(reader.readLine()).isEqualTo(": comment");
      stream.end();
      assertThat(reader.readLine()).isNull();
    }
  }

  @Test
  void abortsInMidStream() throws Exception {
    SseStream stream = SseStream.create().emit("one");
    stream.abort();
    server.enqueue(StubResponse.sse(stream));
    HttpResponse<InputStream> response = client.send(get("/stream"), BodyHandlers.ofInputStream());

    try (BufferedReader reader =
        new BufferedReader(new InputStreamReader(response.body(), StandardCharsets.UTF_8))) {
      assertThat(reader.readLine()).isEqualTo("data: one");
      assertThat(reader.readLine()).isEmpty();
      assertThatThrownBy(reader::readLine).isInstanceOf(IOException.class);
    }
  }

  @Test
  void closesTheConnectionWithoutAnAnswer() {
    server.enqueue(StubResponse.closedConnection(), StubResponse.closedConnection());

    assertThatThrownBy(() -> post("/x", "body")).isInstanceOf(IOException.class);
    assertThat(server.requests()).isNotEmpty();
  }

  @Test
  void closingTheServerCutsOffOpenStreams() {
    server.enqueue(StubResponse.sse(SseStream.create().emit("one")));
    CompletableFuture<HttpResponse<String>> response =
        client.sendAsync(get("/stream"), BodyHandlers.ofString());
    server.awaitRequests(1);

    server.close();

    assertThatThrownBy(response::join)
        .isInstanceOf(CompletionException.class)
        .hasCauseInstanceOf(IOException.class);
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(server.baseUrl() + path))
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest get(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + path)).build();
  }
}
