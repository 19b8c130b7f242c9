// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.openinference.testing.StubServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that runs from one jar, whose classes Boot's own class loader loads. */
@Tag("full")
class FatJarTest {

  @TempDir static Path folder;

  private static Path jar;

  @BeforeAll
  static void write() throws IOException {
    jar = folder.resolve("application.jar");
    FatJar.write(jar, Program.class);
  }

  @Test
  void theWholeTreeIsBelowTheRequest() throws IOException, InterruptedException {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String output = run(jar, "openinference.endpoint=" + receiver.endpoint());

      assertThat(output).contains("answer: delivered");
      assertThat(ReceivedTree.of(receiver.awaitSpans(5)))
          .isEqualTo(
              """
              http get /ask
                AGENT Assistant.answer
                  LLM ScriptedModel
                  TOOL orderStatus
                  LLM ScriptedModel
              """);
    }
  }

  @Test
  void aChatOfSpringAIIsBelowTheRequest() throws IOException, InterruptedException {
    Path chat = folder.resolve("chat.jar");
    FatJar.write(chat, AskingProgram.class);
    try (OtlpReceiver receiver = OtlpReceiver.start();
        StubServer model = ShopModel.start()) {
      String output = run(chat, model.baseUrl(), "openinference.endpoint=" + receiver.endpoint());

      assertThat(output).containsSubsequence("answer: ", "delivered", "answer: ", "delivered");
      assertThat(ReceivedTree.withoutRequests(receiver.spans()))
          .isEqualTo(
              """
              http get /ask/{chat}
                AGENT ChatClient
                  LLM gpt-5-mini
                  TOOL orderStatus
                  LLM gpt-5-mini
              http get /stream/{chat}
                AGENT ChatClient
                  LLM gpt-5-mini
                  TOOL orderStatus
                  LLM gpt-5-mini
              """);
      assertThat(ReceivedTree.tokens(receiver.spans())).isEqualTo(4 * 29);
    }
  }

  /** The viewer has pages and native libraries in its jars, which are inside of the jar here. */
  @Test
  void theViewerTakesTheSpans() throws IOException, InterruptedException {
    String output = run(jar, "openinference.viewer.enabled=true", "openinference.viewer.port=0");

    String url = line(output, "viewer: ");
    assertThat(line(output, "actuator: ")).contains("\"viewer\":\"" + url + "\"");
    assertThat(line(output, "pages: ")).isEqualTo("200");
    assertThat(line(output, "spans: "))
        .contains("\"http get /ask\"", "\"Assistant.answer\"", "\"orderStatus\"");
  }

  private static String line(String output, String start) {
    return output
        .lines()
        .filter(line -> line.startsWith(start))
        .map(line -> line.substring(start.length()))
        .findFirst()
        .orElseThrow(() -> new AssertionError(output));
  }

  private static String run(Path jar, String... arguments)
      throws IOException, InterruptedException {
    Path output = folder.resolve("output.txt");
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-jar",
                jar.toString()));
    command.addAll(List.of(arguments));
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    boolean hasEnded = process.waitFor(150, TimeUnit.SECONDS);
    process.destroyForcibly();
    assertThat(hasEnded).as(Files.readString(output)).isTrue();
    return Files.readString(output);
  }

  /** Calls its own page, and the viewer if there is one. */
  public static final class Program {

    /** Starts the application and ends it. */
    public static void main(String[] arguments) throws Exception {
      List<String> properties = new ArrayList<>(List.of(arguments));
      properties.add("management.endpoints.web.exposure.include=openinference");
      properties.add("openinference.batching=false");
      try (BootApplication application =
          BootApplication.start(
              "servlet",
              List.of(LangChain4jApplicationTest.Application.class),
              properties.toArray(String[]::new))) {
        System.out.println("answer: " + application.get("/ask"));
        String url = application.context().getBean(DevelopmentViewer.class).url();
        if (url != null) {
          System.out.println("viewer: " + url);
          System.out.println("actuator: " + application.get("/actuator/openinference"));
          System.out.println("pages: " + get(url + "/").statusCode());
          System.out.println("spans: " + awaitSpans(url));
        }
      }
    }

    private static String awaitSpans(String url) throws Exception {
      String spans = "";
      for (int attempt = 0; attempt < 100 && !spans.contains("http get /ask"); attempt++) {
        Thread.sleep(100);
        spans = get(url + "/v1/projects/default/spans?limit=100").body();
      }
      return spans;
    }

    private static HttpResponse<String> get(String url) throws Exception {
      return HttpClient.newHttpClient()
          .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString());
    }

    private Program() {}
  }
}
