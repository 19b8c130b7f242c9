// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.OpenInferenceExtension;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A failed test of instrumentation-testing shows its trace with the viewer. */
class FailedTestPageTest {

  private static final String VIEWER = "openinference.testing.viewer";
  private static final String TRACES = "openinference.testing.traces";
  private static final String CLASS = FailedTestPageTest.class.getName() + ".";

  @TempDir Path folder;

  @BeforeEach
  void ignoreViewersOfThisMachine() {
    System.setProperty(VIEWER, "off");
    System.setProperty(TRACES, folder.toString());
  }

  @AfterEach
  void restore() {
    System.clearProperty(VIEWER);
    System.clearProperty(TRACES);
  }

  @Test
  void aFailedTestWritesThePageOfItsTrace() throws Exception {
    Path file = folder.resolve(CLASS + "Plain.fails.html");

    assertThat(outputOf(Plain.class))
        .isEqualTo("OpenInference: trace of Plain, fails(): " + file + "\n");
    assertThat(Files.readString(file))
        .startsWith("<!doctype html>")
        .contains("answer of fails", "What is \\u003cb>bold\\u003c/b>?");
  }

  @Test
  void eachInvocationHasItsFileWhateverItsName() throws Exception {
    String output = outputOf(Invocations.class);

    assertThat(output.lines()).hasSize(5).allMatch(line -> line.startsWith("OpenInference: "));
    assertThat(output).doesNotContain("\u001b");
    String parameterized = CLASS + "Invocations.answers-";
    assertThat(files())
        .containsExactlyInAnyOrder(
            parameterized + "1.html",
            parameterized + "2.html",
            parameterized + "3.html",
            CLASS + "Invocations.repeats-1.html",
            CLASS + "Invocations.repeats-2.html");
    assertThat(Files.readString(folder.resolve(parameterized + "1.html")))
        .contains("answer of ../../etc");
  }

  @Test
  void methodsWithOneNameAndNestedClassesHaveTheirOwnFiles() throws Exception {
    outputOf(Overloaded.class);
    assertThat(files())
        .hasSize(2)
        .allMatch(name -> name.matches(".*Overloaded\\.answers-[0-9a-f]+-1\\.html"));

    outputOf(Outer.class);
    assertThat(files()).contains(CLASS + "Outer.fails.html", CLASS + "Outer.Inner.fails.html");
  }

  @Test
  void testsThatRunInParallelShowTheirOwnTraces() throws Exception {
    String output = outputOf(Parallel.class);

    assertThat(output.lines()).hasSize(20).allMatch(line -> line.endsWith(".html"));
    for (int i = 1; i <= 20; i++) {
      String page = Files.readString(folder.resolve(CLASS + "Parallel.answers-" + i + ".html"));
      assertThat(page).contains("answer of " + i + "\"");
    }
  }

  @Test
  void aSecondTraceHasAFileOfItsOwn() throws Exception {
    outputOf(TwoTraces.class);

    assertThat(files())
        .containsExactlyInAnyOrder(
            CLASS + "TwoTraces.fails.html", CLASS + "TwoTraces.fails.trace-2.html");
  }

  @Test
  void hiddenContentStaysHidden() throws Exception {
    outputOf(Hiding.class);

    assertThat(Files.readString(folder.resolve(CLASS + "Hiding.fails.html")))
        .contains("__REDACTED__")
        .doesNotContain("the secret question");
  }

  @Test
  void aViewerThatRunsGetsTheTraceAndTheTestPrintsTheLink() throws Exception {
    try (OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start()) {
      System.setProperty(VIEWER, viewer.url() + "/");

      String output = outputOf(Plain.class);

      assertThat(output).startsWith("OpenInference: trace of Plain, fails(): " + viewer.url());
      String traceId = output.strip().substring(output.strip().length() - 32);
      assertThat(output.strip()).endsWith(viewer.url(traceId));
      ViewerClient client = new ViewerClient(viewer.url());
      assertThat(client.get("/api/traces/" + traceId).path("spans").findValuesAsText("name"))
          .containsExactly("answer of fails");
      assertThat(client.get("/api/projects").findValuesAsText("name")).containsExactly("tests");
    }
    assertThat(files()).isEmpty();
  }

  @Test
  void aViewerThatIsSetAndDoesNotAnswerIsNamedAboveTheTree() throws Exception {
    int port;
    try (ServerSocket closed = new ServerSocket(0)) {
      port = closed.getLocalPort();
    }
    System.setProperty(VIEWER, "http://localhost:" + port);

    assertThat(outputOf(Plain.class))
        .contains(VIEWER + " is http://localhost:" + port)
        .endsWith(":\nLLM answer of fails\n");
  }

  @Test
  void aPageNeedsTheSpansOfOneTrace() {
    assertThatThrownBy(() -> TracePage.of(new byte[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("The request must have the spans of one trace, not of 0");
    assertThatThrownBy(() -> TracePage.of(new byte[] {1, 2, 3}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("no ExportTraceServiceRequest");
  }

  private List<String> files() throws IOException {
    try (Stream<Path> all = Files.list(folder)) {
      return all.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static String outputOf(Class<?> tests) {
    PrintStream before = System.out;
    ByteArrayOutputStream output = new ByteArrayOutputStream();
    System.setOut(new PrintStream(output, true, StandardCharsets.UTF_8));
    try {
      EngineTestKit.engine("junit-jupiter")
          .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
          .selectors(selectClass(tests))
          .execute()
          .testEvents()
          .assertStatistics(statistics -> statistics.succeeded(0).skipped(0));
    } finally {
      System.setOut(before);
    }
    return output.toString(StandardCharsets.UTF_8);
  }

  private static void answer(OpenInferenceExtension telemetry, String name) {
    OpenInferenceTracer.create(telemetry.openTelemetry())
        .llm("answer of " + name)
        .run(span -> span.input("What is <b>bold</b>?"));
  }

  static class Plain {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void fails() {
      answer(telemetry, "fails");
      fail();
    }
  }

  static class Invocations {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @ParameterizedTest(name = "{0}")
    @ValueSource(strings = {"../../etc", "a/b\\c:d*?\"<>|", "red\u001b[31m\nline"})
    void answers(String question) {
      answer(telemetry, question);
      fail();
    }

    @RepeatedTest(2)
    void repeats() {
      answer(telemetry, "repeats");
      fail();
    }
  }

  static class Overloaded {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @ParameterizedTest
    @ValueSource(strings = "text")
    void answers(String question) {
      answer(telemetry, question);
      fail();
    }

    @ParameterizedTest
    @ValueSource(ints = 1)
    void answers(int question) {
      answer(telemetry, "number");
      fail();
    }
  }

  static class Outer {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void fails() {
      answer(telemetry, "outer");
      fail();
    }

    @Nested
    class Inner {
      @Test
      void fails() {
        answer(telemetry, "inner");
        fail();
      }
    }
  }

  @org.junit.jupiter.api.parallel.Execution(org.junit.jupiter.api.parallel.ExecutionMode.CONCURRENT)
  static class Parallel {
    @RegisterExtension final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void answers(int question) {
      answer(telemetry, Integer.toString(question));
      fail();
    }
  }

  static class TwoTraces {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void fails() {
      answer(telemetry, "first");
      answer(telemetry, "second");
      fail();
    }
  }

  static class Hiding {
    @RegisterExtension
    static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

    @Test
    void fails() {
      OpenInferenceTracer.builder(telemetry.openTelemetry())
          .config(TraceConfig.builder().hideInputs(true).build())
          .build()
          .llm("answer")
          .run(span -> span.input("the secret question"));
      fail();
    }
  }
}
