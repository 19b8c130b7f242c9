// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.ChildJvm;
import io.openinference.testing.OtlpReceiver;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that Boot's devtools restart when a file of its class path changes. */
@Tag("full")
class DevtoolsRestartTest {

  private static final String TREE =
      """
      http get /ask
        AGENT Assistant.answer
          LLM ScriptedModel
          TOOL orderStatus
          LLM ScriptedModel
      """;

  @TempDir Path changing;

  @Test
  void afterARestartTheApplicationIsTracedOnce() throws IOException {
    // As in an application, whose libraries are jars: devtools reload folders.
    Path settings = Files.createDirectories(changing.resolve("META-INF"));
    Files.writeString(
        settings.resolve("spring-devtools.properties"),
        "restart.exclude.starter=.*/target/classes/.*");
    try (OtlpReceiver receiver = OtlpReceiver.start();
        Stream<Path> devtools = Files.list(Path.of("target", "devtools"))) {
      String printed =
          ChildJvm.create()
              .classPath(
                  String.join(
                      File.pathSeparator,
                      System.getProperty("java.class.path"),
                      changing.toString(),
                      devtools.findFirst().orElseThrow().toAbsolutePath().toString()))
              // Devtools hand over the arguments of Spring, and not those of the program.
              .option("-D" + Program.CHANGING + "=" + changing)
              .option("-Dopeninference.endpoint=" + receiver.endpoint())
              .run(Program.class);

      assertThat(printed.lines().filter(line -> line.startsWith(Program.RESULT)))
          .as(printed)
          .containsExactly("result: delivered", "result: delivered");
      assertThat(ReceivedTree.of(receiver.spans())).isEqualTo(TREE + TREE);
    }
  }

  /** Changes its class path after the first start, and ends after the second. */
  public static final class Program {

    static final String RESULT = "result: ";
    static final String CHANGING = "test.changing";
    private static final String RESTARTED = "test.restarted";

    /** Starts the application. Devtools call this method again for a restart. */
    public static void main(String[] arguments) throws Exception {
      BootApplication application =
          BootApplication.start(
              "servlet",
              List.of(LangChain4jApplicationTest.Application.class),
              "spring.devtools.restart.poll-interval=200ms",
              "spring.devtools.restart.quiet-period=100ms",
              "openinference.batching=false");
      System.out.println(
          RESULT
              + get(
                  "http://localhost:"
                      + application.context().getEnvironment().getProperty("local.server.port")
                      + "/ask"));
      Properties shared = System.getProperties();
      if (shared.put(RESTARTED, "true") != null) {
        application.close();
        System.exit(0);
      }
      Files.writeString(Path.of(System.getProperty(CHANGING), "changed.txt"), "changed");
    }

    /** Without a client that keeps a thread. */
    private static String get(String url) throws IOException {
      try (InputStream body = URI.create(url).toURL().openStream()) {
        return new String(body.readAllBytes(), StandardCharsets.UTF_8);
      }
    }

    private Program() {}
  }
}
