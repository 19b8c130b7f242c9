// SPDX-License-Identifier: Apache-2.0
package io.openinference.examples.quickstart;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.ReceivedSpan;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class QuickstartTest {

  private static final String ENDPOINT_PROPERTY = "otel.exporter.otlp.endpoint";
  private static final int SPANS = 13;

  @AfterEach
  void clearEndpoint() {
    System.clearProperty(ENDPOINT_PROPERTY);
  }

  @Test
  void printsTheTraces() throws Exception {
    String printed = run(Map.of());

    String normalized =
        printed
            .replaceAll("[0-9]+\\.[0-9] ms", "# ms")
            .replaceAll("(session )[-0-9a-f]{36}", "$1#");
    try (InputStream expected = getClass().getResourceAsStream("expected.txt")) {
      assertThat(normalized).isEqualTo(new String(expected.readAllBytes(), UTF_8));
    }
  }

  @Test
  void sendsToTheEndpointOfTheEnvironment() {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String printed = run(sendingTo(receiver.endpoint()));

      assertThat(printed).contains(receiver.endpoint());
      assertThat(receiver.awaitSpans(SPANS)).hasSize(SPANS);
    }
  }

  @Test
  void showsTheTracesInAViewer() throws Exception {
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    StringBuilder seen = new StringBuilder();
    InputStream person =
        new InputStream() {
          @Override
          public int read() throws IOException {
            Matcher url = Pattern.compile("Open (\\S+)").matcher(printed.toString(UTF_8));
            assertThat(url.find()).isTrue();
            try (InputStream projects =
                URI.create(url.group(1) + "/api/projects").toURL().openStream()) {
              seen.append(new String(projects.readAllBytes(), UTF_8));
            }
            return '\n';
          }
        };

    Quickstart.view(Map.of(), person, new PrintStream(printed, true, UTF_8));

    assertThat(seen).contains("\"support-bot\"", "\"support-topics\"");
  }

  @Test
  void failsWhenNoSpanArrives() {
    Map<String, String> environment;
    try (OtlpReceiver gone = OtlpReceiver.start()) {
      environment = sendingTo(gone.endpoint());
    }

    assertThatThrownBy(() -> run(environment))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageStartingWith("No span arrived.");
  }

  @Test
  void writesWhatTheServerBilled(@TempDir Path folder) throws Exception {
    Path file = folder.resolve("usage.json");

    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Map<String, String> endpoint = sendingTo(receiver.endpoint());
      run(
          Map.of(
              "QUICKSTART_USAGE_FILE",
              file.toString(),
              "OTEL_EXPORTER_OTLP_ENDPOINT",
              endpoint.get("OTEL_EXPORTER_OTLP_ENDPOINT")));

      long prompt = tokens(receiver, "llm.token_count.prompt");
      long completion = tokens(receiver, "llm.token_count.completion");
      assertThat(Files.readString(file))
          .contains(
              "\"/v1/chat/completions\":{\"requests\":4,\"promptTokens\":"
                  + prompt
                  + ",\"completionTokens\":"
                  + completion
                  + "}");
    }
  }

  private static long tokens(OtlpReceiver receiver, String attribute) {
    return receiver.awaitSpans(SPANS).stream()
        .filter(span -> span.openInferenceKind().equals("LLM"))
        .map(ReceivedSpan::attributes)
        .mapToLong(attributes -> (long) attributes.get(attribute))
        .sum();
  }

  /** The SDK reads the endpoint itself, and a test can set only the system property for it. */
  private static Map<String, String> sendingTo(String endpoint) {
    System.setProperty(ENDPOINT_PROPERTY, endpoint);
    return Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", endpoint);
  }

  private static String run(Map<String, String> environment) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    Quickstart.run(environment, new PrintStream(out, true, UTF_8));
    return out.toString(UTF_8);
  }
}
