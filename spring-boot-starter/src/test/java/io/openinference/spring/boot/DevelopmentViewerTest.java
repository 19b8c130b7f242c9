// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.testing.OtlpReceiver;
import io.openinference.viewer.OpenInferenceViewer;
import io.opentelemetry.api.OpenTelemetry;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ApplicationContext;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** The viewer that a property starts in the application. */
@ExtendWith(OutputCaptureExtension.class)
class DevelopmentViewerTest {

  private static final String LINE = "OpenInference viewer: ";

  /** Without Boot's OpenTelemetry. */
  private final ApplicationContextRunner runner =
      new ApplicationContextRunner()
          .withConfiguration(
              AutoConfigurations.of(
                  OpenInferenceBootAutoConfiguration.class,
                  OpenInferenceSdkAutoConfiguration.class))
          .withPropertyValues(
              "openinference.viewer.enabled=true",
              "openinference.instrumentation=beans",
              "openinference.project-name=bot",
              "openinference.batching=false");

  private final ApplicationContextRunner onAnyPort =
      runner.withPropertyValues("openinference.viewer.port=0");

  /** An application of another test may have raised the level for the whole process. */
  @BeforeEach
  void logLines() {
    LoggingSystem.get(getClass().getClassLoader())
        .setLogLevel("io.openinference.spring.boot", LogLevel.INFO);
  }

  @Test
  void spansOfARequestAreInTheViewerWhileTheyRunAndAfterwards() throws Exception {
    try (BootApplication application =
        BootApplication.start(
            "servlet",
            List.of(Pages.class),
            "openinference.viewer.enabled=true",
            "openinference.viewer.port=0",
            "openinference.project-name=bot",
            "openinference.live-spans=true",
            "openinference.batching=false")) {
      String url = url(application.context());
      Pages pages = application.context().getBean(Pages.class);
      CompletableFuture<String> page =
          CompletableFuture.supplyAsync(() -> application.get("/page"));
      CompletableFuture<String> answer =
          CompletableFuture.supplyAsync(() -> application.get("/ask"));

      try {
        // Boot names the span of the request when it ends.
        assertThat(awaitRunning(url, "bot", 1)).containsExactly("model");
      } finally {
        pages.isReleased.countDown();
      }
      assertThat(answer.join()).isEqualTo("answer");
      assertThat(page.join()).isEqualTo("page");
      assertThat(awaitSpans(url, "bot", 2)).containsExactlyInAnyOrder("model", "http get /ask");
      assertThat(running(url, "bot")).isEmpty();
    }
  }

  @Test
  void anApplicationWithoutOpenTelemetrySendsToTheViewer(CapturedOutput output) {
    onAnyPort.run(
        context -> {
          makeSpan(context, "model");

          String url = url(context);
          assertThat(awaitSpans(url, "bot", 1)).containsExactly("model");
          assertThat(output).containsOnlyOnce(LINE + url + "\n");
          assertThat(output).contains("OpenInference: spans go to " + url + ", project bot");
        });
  }

  @Test
  void theViewerTakesSpansOverHttpWhateverTheProtocol() {
    onAnyPort
        .withPropertyValues("openinference.protocol=grpc")
        .run(
            context -> {
              makeSpan(context, "model");
              assertThat(awaitSpans(url(context), "bot", 1)).containsExactly("model");
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"openinference.endpoint", "phoenix.collector.endpoint"})
  void anEndpointThatIsSetGetsTheSpans(String setting, CapturedOutput output) {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      onAnyPort
          .withPropertyValues(setting + "=" + receiver.endpoint())
          .run(
              context -> {
                makeSpan(context, "model");

                assertThat(receiver.awaitSpans(1)).hasSize(1);
                assertThat(projects(url(context))).isEmpty();
                assertThat(output)
                    .contains(
                        url(context) + "; spans go elsewhere, because " + setting + " is set");
              });
    }
  }

  @Test
  void contextsWithOnePortShareTheViewerAndTheLastOneEndsIt() throws Exception {
    int port = freePort();
    ApplicationContextRunner onPort =
        runner.withPropertyValues("openinference.viewer.port=" + port);
    String url = "http://localhost:" + port;

    onPort.run(
        outer -> {
          onPort.run(inner -> makeSpan(inner, "inner"));
          makeSpan(outer, "outer");
          assertThat(awaitSpans(url, "bot", 2)).containsExactlyInAnyOrder("inner", "outer");
        });

    assertThat(isFree(port)).isTrue();
  }

  @Test
  void aRestartKeepsTheTracesInTheDataDirectory(@TempDir Path folder) throws Exception {
    ApplicationContextRunner onPort =
        runner.withPropertyValues(
            "openinference.viewer.port=" + freePort(),
            "openinference.viewer.data-directory=" + folder,
            "openinference.viewer.max-size=100MB",
            "openinference.viewer.max-age=12h");

    onPort.run(context -> makeSpan(context, "before"));
    onPort.run(
        context -> {
          makeSpan(context, "after");
          assertThat(awaitSpans(url(context), "bot", 2))
              .containsExactlyInAnyOrder("before", "after");
        });
  }

  @Test
  void aPortThatAnotherProgramHasTakenMovesTheViewer(CapturedOutput output) throws Exception {
    try (ServerSocket other = new ServerSocket(0, 1, loopback())) {
      runner
          .withPropertyValues("openinference.viewer.port=" + other.getLocalPort())
          .run(
              context -> {
                makeSpan(context, "model");
                assertThat(awaitSpans(url(context), "bot", 1)).containsExactly("model");
                assertThat(output)
                    .contains(url(context) + " (port " + other.getLocalPort() + " is taken)");
              });
    }
  }

  @Test
  void aViewerOfAnotherProgramGetsTheSpansAndStays(CapturedOutput output) throws Exception {
    try (OpenInferenceViewer other = OpenInferenceViewer.builder().port(0).start()) {
      String port = other.url().substring(other.url().lastIndexOf(':') + 1);
      runner
          .withPropertyValues("openinference.viewer.port=" + port)
          .run(context -> makeSpan(context, "model"));

      assertThat(awaitSpans(other.url(), "bot", 1)).containsExactly("model");
      assertThat(output).contains(other.url() + " (it runs in another process)");
    }
  }

  @Test
  void withoutTheLibraryOneLineSaysSo(CapturedOutput output) {
    onAnyPort
        .withClassLoader(new FilteredClassLoader("io.openinference.viewer"))
        .run(
            context -> {
              assertThat(context).hasNotFailed().doesNotHaveBean(OpenTelemetry.class);
              assertThat(output)
                  .containsOnlyOnce(
                      LINE
                          + "openinference.viewer.enabled has no effect, because the library"
                          + " io.openinference:openinference-viewer is not on the class path");
            });
  }

  @Test
  void inProductionTheViewerStaysOff(CapturedOutput output) {
    onAnyPort
        .withPropertyValues("spring.profiles.active=cloud,prod")
        .run(
            context -> {
              assertThat(url(context)).isNull();
              assertThat(context).doesNotHaveBean(OpenTelemetry.class);
              assertThat(output).contains("because the profile prod is active");
              assertThat(context.getBean(OpenInferenceStatus.class).details())
                  .containsEntry("viewer", "off, because the profile prod is active");
            });
  }

  @Test
  void aFolderThatCannotBeUsedDoesNotFailTheApplication(@TempDir Path folder, CapturedOutput output)
      throws Exception {
    Path file = Files.createFile(folder.resolve("file"));
    onAnyPort
        .withPropertyValues("openinference.viewer.data-directory=" + file)
        .run(
            context -> {
              makeSpan(context, "model");
              assertThat(output)
                  .contains(
                      LINE
                          + "openinference.viewer.enabled has no effect, because"
                          + " openinference.viewer.data-directory="
                          + file
                          + " cannot be used")
                  .contains("OpenInference: spans go nowhere");
            });
  }

  @Test
  void aJacksonThatIsTooOldDoesNotFailTheApplication(CapturedOutput output) throws Exception {
    try (OldJackson libraries = new OldJackson()) {
      new ApplicationContextRunner()
          .withClassLoader(libraries)
          .withUserConfiguration(
              libraries.loadClass(OpenInferenceBootAutoConfiguration.class.getName()))
          .withPropertyValues(
              "openinference.viewer.enabled=true",
              "openinference.viewer.port=0",
              "openinference.instrumentation=beans")
          .run(
              context -> {
                assertThat(context).hasNotFailed();
                assertThat(output)
                    .containsOnlyOnce(
                        LINE
                            + "openinference.viewer.enabled has no effect, because it cannot start:"
                            + " java.lang.NoClassDefFoundError: "
                            + "com/fasterxml/jackson/core/StreamReadConstraints");
              });
    }
  }

  @Test
  void aBadValueNamesTheProperty() {
    runner
        .withPropertyValues("openinference.viewer.port=70000")
        .run(
            context ->
                assertThat(context)
                    .getFailure()
                    .rootCause()
                    .hasMessage(
                        "openinference.viewer.port must be a number from 0 to 65535, not 70000"));
  }

  @Test
  void withoutThePropertyThereIsNoViewer(CapturedOutput output) {
    runner
        .withPropertyValues("openinference.viewer.enabled=false")
        .run(
            context -> {
              assertThat(url(context)).isNull();
              assertThat(output).doesNotContain(LINE);
            });
  }

  private static void makeSpan(ApplicationContext context, String name) {
    OpenInferenceTracer.create(context.getBean(OpenTelemetry.class)).llm(name).run(span -> {});
  }

  private static String url(ApplicationContext context) {
    return context.getBean(DevelopmentViewer.class).url();
  }

  /** Reads the names of the spans over REST. */
  private static List<String> awaitSpans(String url, String project, int count) throws Exception {
    List<String> names = List.of();
    for (int attempt = 0; attempt < 100 && names.size() < count; attempt++) {
      Thread.sleep(attempt == 0 ? 0 : 100);
      names = names(url + "/v1/projects/" + project + "/spans?limit=100");
    }
    return names;
  }

  private static List<String> awaitRunning(String url, String project, int count) throws Exception {
    List<String> names = List.of();
    for (int attempt = 0; attempt < 100 && names.size() < count; attempt++) {
      Thread.sleep(attempt == 0 ? 0 : 100);
      names = running(url, project);
    }
    return names;
  }

  private static List<String> running(String url, String project) throws Exception {
    return names(url + "/api/traces?project=" + project, "running");
  }

  private static List<String> projects(String url) throws Exception {
    return names(url + "/v1/projects");
  }

  private static List<String> names(String url) throws Exception {
    return names(url, "data");
  }

  private static List<String> names(String url, String field) throws Exception {
    String body =
        HttpClient.newHttpClient()
            .send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString())
            .body();
    List<String> names = new ArrayList<>();
    if (body.startsWith("{")) {
      for (JsonNode each : new ObjectMapper().readTree(body).path(field)) {
        names.add(each.path("name").asText());
      }
    }
    return names;
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, loopback())) {
      return socket.getLocalPort();
    }
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, loopback())) {
      return true;
    } catch (IOException taken) {
      return false;
    }
  }

  private static java.net.InetAddress loopback() throws IOException {
    return java.net.InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
  }

  /** Has own classes of the viewer and of Jackson, without one that Jackson has since 2.15. */
  private static final class OldJackson extends URLClassLoader {

    OldJackson() throws IOException {
      super(classPath(), DevelopmentViewerTest.class.getClassLoader());
    }

    private static URL[] classPath() throws IOException {
      List<URL> entries = new ArrayList<>();
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
        entries.add(new File(entry).toURI().toURL());
      }
      return entries.toArray(URL[]::new);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (name.endsWith(".StreamReadConstraints")) {
        throw new ClassNotFoundException(name);
      }
      if (!name.startsWith("io.openinference.") && !name.startsWith("com.fasterxml.jackson.")) {
        return super.loadClass(name, resolve);
      }
      synchronized (getClassLoadingLock(name)) {
        Class<?> loaded = findLoadedClass(name);
        return loaded == null ? findClass(name) : loaded;
      }
    }
  }

  @RestController
  static class Pages {

    final CountDownLatch isReleased = new CountDownLatch(1);
    private final OpenTelemetry openTelemetry;

    Pages(OpenTelemetry openTelemetry) {
      this.openTelemetry = openTelemetry;
    }

    @GetMapping("/ask")
    String ask() {
      OpenInferenceTracer.create(openTelemetry).llm("model").run(span -> awaitRelease());
      return "answer";
    }

    /** Has no model call, so that the viewer never shows it. */
    @GetMapping("/page")
    String page() {
      awaitRelease();
      return "page";
    }

    private void awaitRelease() {
      try {
        assertThat(isReleased.await(30, TimeUnit.SECONDS)).isTrue();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
