// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.MethodDescriptor;
import io.grpc.okhttp.OkHttpChannelBuilder;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalTest {

  private static final String OWN_HEADER = "X-OpenInference-Viewer: 1";

  private static OpenInferenceViewer viewer;
  private static ViewerClient client;

  @BeforeAll
  static void start() {
    viewer = OpenInferenceViewer.builder().port(0).allowOrigin("http://localhost:3000").start();
    client = new ViewerClient(viewer.url());
  }

  @AfterAll
  static void close() {
    viewer.close();
  }

  @ParameterizedTest
  @CsvSource({
    "localhost, 200",
    "127.0.0.1, 200",
    "[::1], 200",
    "evil.example, 403",
    "localhost.evil.example, 403",
    "169.254.169.254, 403"
  })
  void answersOnlyWhatIsSentToThisMachine(String host, int status) throws Exception {
    assertThat(raw("GET /api/projects HTTP/1.1", "Host: " + host + ":" + port()))
        .startsWith("HTTP/1.1 " + status);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Origin: https://evil.example",
        "Origin: null",
        "Origin: http://localhost:3000",
        "Sec-Fetch-Site: cross-site",
        "Sec-Fetch-Site: same-site"
      })
  void refusesReadsOfOtherSites(String header) throws Exception {
    assertThat(raw("GET /api/projects HTTP/1.1", "Host: localhost:" + port(), header))
        .startsWith("HTTP/1.1 403");
  }

  @Test
  void opensThePageForALinkOfAnotherSite() throws Exception {
    assertThat(
            raw(
                "GET / HTTP/1.1",
                "Host: localhost:" + port(),
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Mode: navigate",
                "Sec-Fetch-Dest: document"))
        .startsWith("HTTP/1.1 200");
  }

  @Test
  void changesNothingForAFormOrWithoutTheOwnHeader() throws Exception {
    String own = "Origin: http://localhost:" + port();
    String request = "DELETE /api/projects/p HTTP/1.1";
    String host = "Host: localhost:" + port();
    assertThat(raw(request, host, own)).startsWith("HTTP/1.1 403");
    assertThat(raw(request, host, own, OWN_HEADER)).startsWith("HTTP/1.1 404");
    assertThat(
            raw(
                "POST /api/annotations HTTP/1.1",
                host,
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Length: 0"))
        .startsWith("HTTP/1.1 415");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "text/plain",
        "TEXT/PLAIN; charset=utf-8",
        "application/x-www-form-urlencoded",
        "multipart/form-data; boundary=x"
      })
  void refusesTypesThatAFormCanSend(String type) throws Exception {
    assertThat(change("Content-Type: " + type)).startsWith("HTTP/1.1 415");
    assertThat(change("Content-Type: application/json")).startsWith("HTTP/1.1 422");
    assertThat(change("X-None: 1")).startsWith("HTTP/1.1 415");
  }

  private static String change(String header) throws IOException {
    return raw(
        "POST /api/annotations HTTP/1.1",
        "Host: localhost:" + port(),
        header,
        "Content-Length: 2",
        "",
        "{}");
  }

  @Test
  void needsExactlyOneHost() throws Exception {
    assertThat(raw("GET /api/projects HTTP/1.1")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /api/projects HTTP/1.0")).startsWith("HTTP/1.1 400");
    assertThat(raw("GET /api/projects HTTP/1.1", "Host: localhost", "Host: evil.example"))
        .startsWith("HTTP/1.1 400");
  }

  @Test
  void answersWhileOthersStall() throws Exception {
    List<Socket> stalled = new ArrayList<>();
    try {
      for (int i = 0; i < 60; i++) {
        Socket socket = new Socket("127.0.0.1", port());
        stalled.add(socket);
        String request =
            i % 2 == 0
                ? "GET / HTTP/1.1\r\nHost: loc"
                : "POST /api/annotations HTTP/1.1\r\nHost: localhost\r\n"
                    + "Content-Type: application/json\r\nContent-Length: 100\r\n\r\n{";
        socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
      }
      // Without a thread for each connection, the answer comes when the stalled ones are given up.
      assertThat(raw(5_000, "GET /api/projects HTTP/1.1", "Host: localhost:" + port()))
          .startsWith("HTTP/1.1 200");
    } finally {
      for (Socket socket : stalled) {
        socket.close();
      }
    }
  }

  @Test
  void refusesABombOverGrpc() {
    MethodDescriptor.Marshaller<byte[]> bytes =
        new MethodDescriptor.Marshaller<>() {
          @Override
          public InputStream stream(byte[] value) {
            return new ByteArrayInputStream(value);
          }

          @Override
          public byte[] parse(InputStream stream) {
            return new byte[0];
          }
        };
    MethodDescriptor<byte[], byte[]> export =
        MethodDescriptor.<byte[], byte[]>newBuilder()
            .setType(MethodDescriptor.MethodType.UNARY)
            .setFullMethodName("opentelemetry.proto.collector.trace.v1.TraceService/Export")
            .setRequestMarshaller(bytes)
            .setResponseMarshaller(bytes)
            .build();
    try (OpenInferenceViewer open = OpenInferenceViewer.builder().port(0).grpcPort(0).start()) {
      ManagedChannel channel =
          OkHttpChannelBuilder.forAddress("127.0.0.1", open.grpcPort()).usePlaintext().build();
      try {
        assertThatThrownBy(
                () ->
                    ClientCalls.blockingUnaryCall(
                        channel,
                        export,
                        CallOptions.DEFAULT.withCompression("gzip"),
                        new byte[(64 << 20) + 1]))
            .hasMessage("RESOURCE_EXHAUSTED: The message is larger than 64 MiB.");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  void letsABrowserAskWithoutTheToken() throws Exception {
    String origin = "http://localhost:3000";
    try (OpenInferenceViewer open =
        OpenInferenceViewer.builder().port(0).token("secret").allowOrigin(origin).start()) {
      ViewerClient stranger = new ViewerClient(open.url());
      HttpResponse<String> preflight =
          stranger.send(
              stranger
                  .request("/v1/traces")
                  .header("Origin", origin)
                  .method("OPTIONS", BodyPublishers.noBody()));
      assertThat(preflight.statusCode()).isEqualTo(204);
      assertThat(preflight.headers().firstValue("Access-Control-Allow-Headers").orElse(""))
          .contains("authorization");
      assertThat(
              stranger
                  .send(
                      stranger
                          .request("/v1/traces")
                          .header("Origin", origin)
                          .header("Content-Type", "application/json")
                          .POST(BodyPublishers.ofString("{}")))
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void letsAnAllowedOriginSendSpansAndReadNothing() throws Exception {
    String host = "Host: localhost:" + port();
    String origin = "Origin: http://localhost:3000";
    String answer =
        raw(
            "POST /v1/traces HTTP/1.1",
            host,
            origin,
            "Content-Type: application/json",
            "Content-Length: 2",
            "",
            "{}");
    assertThat(answer)
        .startsWith("HTTP/1.1 200")
        .containsIgnoringCase("Access-control-allow-origin: http://localhost:3000");
    assertThat(raw("GET /api/projects HTTP/1.1", host, origin)).startsWith("HTTP/1.1 403");
  }

  @Test
  void sendsThePolicyWithEachAnswer() throws Exception {
    for (String path : new String[] {"/", "/api/projects", "/nowhere/at/all", "/api/nowhere"}) {
      HttpResponse<String> response = client.send(client.request(path));
      assertThat(response.headers().firstValue("Content-Security-Policy").orElse(""))
          .as(path)
          .contains(
              "default-src 'none'", "script-src 'self'", "require-trusted-types-for 'script'");
      assertThat(response.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(response.headers().firstValue("Access-Control-Allow-Origin")).isEmpty();
    }
  }

  @Test
  void refusesABombBeforeItIsLarge() throws Exception {
    ByteArrayOutputStream bomb = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(bomb)) {
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 200; i++) {
        out.write(zeros);
      }
    }
    HttpResponse<String> response = post(bomb.toByteArray(), "gzip");
    assertThat(response.statusCode()).isEqualTo(413);
    assertThat(response.body()).contains("grows more than 100 times");
  }

  @Test
  void takesALongPromptThatRepeatsOneWord() throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    try (OutputStream out = new GZIPOutputStream(body)) {
      out.write(" ".repeat(10 << 20).getBytes(StandardCharsets.UTF_8));
    }
    // To protobuf, two spaces are a field that OTLP does not know.
    assertThat(post(body.toByteArray(), "gzip").statusCode()).isEqualTo(200);
  }

  @Test
  void refusesABodyAboveTheLimit() throws Exception {
    assertThat(post(new byte[(64 << 20) + 1], "identity").statusCode()).isEqualTo(413);
  }

  @Test
  void refusesWhatItCannotRead() throws Exception {
    assertThat(post(new byte[] {1, 2, 3}, "gzip").statusCode()).isEqualTo(400);
    assertThat(post(new byte[] {1, 2, 3}, "br").statusCode()).isEqualTo(415);
    assertThat(post(new byte[] {10, 127, 3}, "identity").statusCode()).isEqualTo(400);
    assertThat(client.postJson("/v1/traces", "[1]").statusCode()).isEqualTo(400);
    assertThat(client.postJson("/v1/traces", "{").statusCode()).isEqualTo(400);
    assertThat(client.get("/api/projects")).isEmpty();
  }

  private static HttpResponse<String> post(byte[] body, String encoding) throws Exception {
    return client.send(
        client
            .request("/v1/traces")
            .header("Content-Type", "application/x-protobuf")
            .header("Content-Encoding", encoding)
            .POST(BodyPublishers.ofByteArray(body)));
  }

  @Test
  void wantsTheTokenOutsideOfLoopback() throws Exception {
    try (OpenInferenceViewer open = OpenInferenceViewer.builder().host("0.0.0.0").port(0).start()) {
      String url = "http://127.0.0.1:" + URI.create(open.url()).getPort();
      ViewerClient stranger = new ViewerClient(url);
      assertThat(open.token()).hasSize(32);
      assertThat(stranger.send(stranger.request("/")).statusCode()).isEqualTo(200);
      assertThat(stranger.send(stranger.request("/api/projects")).statusCode()).isEqualTo(401);
      assertThat(stranger.postJson("/v1/traces", "{}").statusCode()).isEqualTo(401);
      assertThat(
              stranger
                  .send(
                      stranger
                          .request("/api/projects")
                          .header("Authorization", "Bearer " + open.token()))
                  .statusCode())
          .isEqualTo(200);
      HttpResponse<String> login = stranger.postJson("/api/login", '"' + open.token() + '"');
      assertThat(login.headers().firstValue("Set-Cookie").orElse(""))
          .contains("HttpOnly", "SameSite=Strict");
      assertThat(stranger.postJson("/api/login", "\"wrong\"").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void namesATakenPortAndTheOption() {
    assertThatThrownBy(() -> OpenInferenceViewer.builder().port(port()).start())
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("Port " + port() + " is taken. Choose another with --port NUMBER.");
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);
    assertThat(ViewerMain.run(new String[] {"--port", "" + port()}, print, print)).isEqualTo(1);
    assertThat(ViewerMain.run(new String[] {"--prot", "1"}, print, print)).isEqualTo(2);
    assertThat(err.toString(StandardCharsets.UTF_8))
        .contains("--port NUMBER", "--prot is no option");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --bogus                   | --bogus is no option
          --port                    | --port needs a value
          --port=many               | --port needs a number, not many
          --max-size 5XB            | --max-size needs a size such as 500MB, not 5XB
          --max-age soon            | --max-age needs an age such as 30d, 12h or 10m, not soon
          --prices /no/file         | /no/file cannot be used: NoSuchFileException.
          --port 0 --data /dev/null | /dev/null cannot be used: FileAlreadyExistsException. Choose another folder with --data FOLDER.
          """)
  void saysWhatIsWrongWithAnOption(String options, String message) {
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream print = new PrintStream(err, true, StandardCharsets.UTF_8);

    assertThat(ViewerMain.run(options.split(" "), print, print)).isPositive();

    assertThat(err.toString(StandardCharsets.UTF_8)).startsWith(message);
  }

  private static int port() {
    return URI.create(viewer.url()).getPort();
  }

  /** The JDK's client does not let a test choose these headers. */
  private static String raw(String request, String... headers) throws IOException {
    return raw(0, request, headers);
  }

  private static String raw(int timeoutMillis, String request, String... headers)
      throws IOException {
    try (Socket socket = new Socket("127.0.0.1", port())) {
      socket.setSoTimeout(timeoutMillis);
      StringBuilder text = new StringBuilder(request).append("\r\nConnection: close\r\n");
      boolean inBody = false;
      for (String header : headers) {
        inBody |= header.isEmpty();
        text.append(header).append(inBody && !header.isEmpty() ? "" : "\r\n");
      }
      if (!inBody) {
        text.append("\r\n");
      }
      socket.getOutputStream().write(text.toString().getBytes(StandardCharsets.UTF_8));
      InputStream in = socket.getInputStream();
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
