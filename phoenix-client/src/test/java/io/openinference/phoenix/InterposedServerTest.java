// SPDX-License-Identifier: Apache-2.0
package io.openinference.phoenix;

import static io.openinference.phoenix.ScriptedServer.answer;
import static io.openinference.phoenix.ScriptedServer.json;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Proxies, login pages and other servers between the client and Phoenix, and odd names. */
class InterposedServerTest {

  private static final String PAGE =
      "{\"data\":[{\"name\":\"shop\",\"id\":\"UHJvamVjdDoy\"}],\"next_cursor\":null}";

  private final ScriptedServer server = new ScriptedServer();

  @AfterEach
  void close() {
    server.close();
  }

  private PhoenixClientBuilder builder() {
    return PhoenixClient.builder()
        .baseUrl(server.url())
        .timeout(Duration.ofMillis(500))
        .patience(Duration.ofMillis(300));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/html",
        "Text/HTML; charset=utf-8",
        "application/xhtml+xml",
        "application/json",
        ""
      })
  void anHtmlPageIsKnownByTypeOrContent(String type) {
    server.then(answer(200, type, "\n<!DOCTYPE html><html>secret-of-the-page</html>"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().build().projects().list().toList())
        .withMessageContaining("HTML page")
        .withMessageNotContaining("secret-of-the-page");
  }

  @Test
  void aGatewayThatGivesUpIsNamedAfterTheLastTry() {
    server.then(answer(502, "text/html", "<html>Bad gateway</html>"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().build().projects().list().toList())
        .withMessageContaining("answered 502")
        .withMessageContaining("HTML page");
    assertThat(server.requests()).hasSizeGreaterThan(1);
  }

  @Test
  void anotherServerThatAnswersInJsonIsNoEmptyList() {
    server.then(json("{\"error\":\"sign in\"}"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().build().projects().list().toList())
        .withMessageContaining("lacks \"data\"")
        .withMessageContaining("sign in");
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().build().projects().get("shop"))
        .withMessageContaining("lacks \"data\"");
  }

  @Test
  void theTargetOfARedirectIsShownWithoutItsSecrets() {
    server.then(
        answer(302, "text/plain", "", "Location", "https://u:secret@login.example/a?token=secret"));

    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> builder().build().projects().list().toList())
        .withMessageContaining("redirect to https://login.example/a.")
        .withMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void noKeyFollowsARedirect(int status) {
    try (ScriptedServer other = new ScriptedServer()) {
      server.then(answer(status, "text/plain", "", "Location", other.url()));
      PhoenixClient client = builder().apiKey("secret").build();

      assertThatExceptionOfType(PhoenixException.class)
          .isThrownBy(() -> client.projects().list().toList());
      assertThatExceptionOfType(PhoenixException.class)
          .isThrownBy(() -> client.projects().create("shop"));
      assertThat(other.requests()).isEmpty();
    }
  }

  @Test
  void userAndPasswordOfTheAddressAreAHeaderAndNotInMessages() {
    String encoded = Base64.getEncoder().encodeToString("me:p@ss ü".getBytes(UTF_8));
    server.then(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Basic " + encoded);
          json("{}").handle(exchange);
        });
    String url = "http://me:p%40ss%20%C3%BC@localhost:" + server.port() + "/phoenix/";
    PhoenixClient client = builder().baseUrl(url).build();

    assertThat(client.baseUrl()).isEqualTo(server.url() + "/phoenix");
    assertThatExceptionOfType(PhoenixException.class)
        .isThrownBy(() -> client.projects().list().toList())
        .withMessageContaining("lacks \"data\"")
        .withMessageNotContaining("p%40ss");
  }

  @Test
  void anApiKeyWinsOverThePasswordOfTheAddress() {
    server.then(
        exchange -> {
          assertThat(exchange.getRequestHeaders().getFirst("Authorization"))
              .isEqualTo("Bearer key");
          json(PAGE).handle(exchange);
        });
    PhoenixClient client =
        builder().baseUrl("http://me:x@localhost:" + server.port()).apiKey("key").build();

    assertThat(client.projects().list()).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://me:secret@", "http://me:secret@host name", "ftp://me:secret@host",
        "me:secret@host", "http://me:secret@host/?a=b", "http://me:se@cret@host:x"
      })
  void aWrongAddressIsShownWithoutItsPassword(String address) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> builder().baseUrl(address))
        .withMessageContaining("base URL")
        .withMessageNotContaining("secret")
        .withMessageNotContaining("cret@")
        .withNoCause();
  }

  @Test
  @Timeout(20)
  void theDateOfRetryAfterIsReadByTheClockOfTheServer() throws Exception {
    Instant slow = Instant.now().minus(Duration.ofHours(1));
    Instant fast = Instant.now().plus(Duration.ofHours(1));
    List<String> answers = new ArrayList<>();
    for (Instant now : List.of(slow, fast)) {
      answers.add(
          "HTTP/1.1 429 Too Many Requests\r\nDate: "
              + date(now)
              + "\r\nRetry-After: "
              + date(now.plusSeconds(1)));
    }
    answers.add("HTTP/1.1 200 OK\r\nContent-Type: application/json");
    try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
      Thread server = new Thread(() -> serve(socket, answers));
      server.start();
      PhoenixClient client =
          builder()
              .baseUrl("http://localhost:" + socket.getLocalPort())
              .timeout(Duration.ofSeconds(5))
              .patience(Duration.ofSeconds(9))
              .build();

      Instant start = Instant.now();
      assertThat(client.projects().list()).hasSize(1);
      // By the clock here, the slow server would not be waited for.
      assertThat(Duration.between(start, Instant.now())).isGreaterThan(Duration.ofMillis(900));
      server.join();
    }
  }

  /** Answers with a date of its own, which the JDK's server does not allow. */
  private static void serve(ServerSocket socket, List<String> answers) {
    for (String answer : answers) {
      try (Socket connection = socket.accept()) {
        BufferedReader request =
            new BufferedReader(new InputStreamReader(connection.getInputStream(), UTF_8));
        while (!request.readLine().isEmpty()) {
          // The request does not matter.
        }
        String text =
            answer
                + "\r\nConnection: close\r\nContent-Length: "
                + PAGE.length()
                + "\r\n\r\n"
                + PAGE;
        connection.getOutputStream().write(text.getBytes(UTF_8));
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private static String date(Instant time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time.atOffset(ZoneOffset.UTC));
  }

  static Stream<Consumer<PhoenixClient>> callsWithAnId() {
    return Stream.of("", " ", ".", "..", "../projects/shop", "a/b", "..\\x")
        .flatMap(
            id ->
                Stream.<Consumer<PhoenixClient>>of(
                    client -> client.spans().delete(id),
                    client -> client.traces().delete(id),
                    client -> client.prompts().delete(id),
                    client -> client.prompts().tagged("bot", id),
                    client -> client.experiments().deleteWithProject(id),
                    client -> client.datasets().labels().delete(id)));
  }

  @ParameterizedTest
  @MethodSource("callsWithAnId")
  void noIdLeavesItsPlaceInThePath(Consumer<PhoenixClient> call) {
    server.then(answer(200, "text/plain", "20.26.1"));

    assertThatIllegalArgumentException().isThrownBy(() -> call.accept(builder().build()));
    assertThat(server.requests()).noneMatch(request -> !request.startsWith("GET /arize"));
  }

  @Test
  void aNameWithoutADatasetIsNoOtherDataset() {
    server.then(
        json("{\"data\":[{\"id\":\"RGF0YXNldDox\",\"name\":\"golden\"}],\"next_cursor\":null}"));

    for (String name : List.of("", "gold", "GOLDEN")) {
      assertThatExceptionOfType(PhoenixException.class)
          .isThrownBy(() -> builder().build().datasets().delete(name))
          .withMessageContaining("There is no dataset named");
    }
    assertThat(server.requests()).allMatch(request -> request.startsWith("GET "));
  }

  @Test
  void manyLongIdsGoInSeveralUrls() {
    server.then(json("{\"data\":[],\"next_cursor\":null}"));
    List<String> ids = IntStream.range(0, 120).mapToObj(i -> "ünï ".repeat(20) + i).toList();

    assertThat(builder().build().annotations().ofSessions("shop", ids)).isEmpty();
    assertThat(server.requests()).allMatch(request -> request.length() < 8_000);
    long sent =
        server.requests().stream()
            .mapToLong(
                request ->
                    URI.create(request.split(" ", -1)[1])
                            .getQuery()
                            .split("session_ids=", -1)
                            .length
                        - 1)
            .sum();
    assertThat(sent).isEqualTo(120);
  }

  @Test
  void emptyPagesDoNotEndAList() {
    server
        .then(json("{\"data\":[],\"next_cursor\":\"a\"}"))
        .then(json("{\"data\":[],\"next_cursor\":\"b\"}"))
        .then(json(PAGE));

    assertThat(builder().build().projects().list()).hasSize(1);
    assertThat(server.requests()).hasSize(3);
  }
}
