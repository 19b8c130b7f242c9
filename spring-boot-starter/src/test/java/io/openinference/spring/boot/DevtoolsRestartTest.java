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
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  /**
   * The libraries of an application are jars, which devtools load once, unless the application
   * wants them loaded again. Devtools reload folders, such as that of the starter here.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "restart.exclude.starter=.*/target/classes/.*",
        "restart.include.starter=.*/target/classes/.*",
        "restart.include.libraries=.*/(openinference-|langchain4j).*.jar"
      })
  void afterThreeRestartsTheApplicationIsTracedOnce(String setting) throws IOException {
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      String printed =
          run(Program.class, System.getProperty("java.class.path"), setting, receiver.endpoint());

      assertThat(printed.lines().filter(line -> line.startsWith(Program.RESULT)))
          .as(printed)
          .containsExactly(
              "result: delivered", "result: delivered", "result: delivered", "result: delivered");
      assertThat(ReceivedTree.of(receiver.spans())).isEqualTo(TREE.repeat(4));
    }
  }

  /**
   * What holds the class loader of a former start holds all classes of it. Boot itself holds the
   * loader of the first of four starts, and other frameworks hold some softly.
   */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "restart.exclude.starter=.*/target/classes/.*",
        "restart.include.starter=.*/target/classes/.*"
      })
  void theClassLoadersOfFormerStartsAreCollected(String setting) throws IOException {
    assertCollected(
        run(RestartedProgram.class, ApplicationClassPath.withoutStarter(), setting, ""));
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      assertCollected(
          run(
              RestartedProgram.class,
              System.getProperty("java.class.path"),
              setting,
              receiver.endpoint()));
      assertThat(receiver.spans()).isNotEmpty();
    }
  }

  private static void assertCollected(String printed) {
    assertThat(printed.lines()).contains(RestartedProgram.COLLECTED + 2);
  }

  private String run(Class<?> program, String classPath, String setting, String endpoint)
      throws IOException {
    Path settings = Files.createDirectories(changing.resolve("META-INF"));
    Files.writeString(settings.resolve("spring-devtools.properties"), setting);
    try (Stream<Path> devtools = Files.list(Path.of("target", "devtools"))) {
      return ChildJvm.create()
          .classPath(
              String.join(
                  File.pathSeparator,
                  classPath,
                  changing.toString(),
                  devtools.findFirst().orElseThrow().toAbsolutePath().toString()))
          // Devtools hand over the arguments of Spring, and not those of the program.
          .option("-D" + Program.CHANGING + "=" + changing)
          .option("-Dopeninference.endpoint=" + endpoint)
          .option("-XX:SoftRefLRUPolicyMSPerMB=0")
          .run(program);
    }
  }

  /** Changes its class path after each start, and ends after the fourth. */
  public static final class Program {

    static final String RESULT = "result: ";
    static final String CHANGING = "test.changing";
    private static final String STARTS = "test.starts";

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
      // Properties of the system are the same object for all class loaders.
      int starts = (Integer) System.getProperties().merge(STARTS, 1, (old, one) -> (int) old + 1);
      if (starts == 4) {
        application.close();
        System.exit(0);
      }
      Files.writeString(Path.of(System.getProperty(CHANGING), "changed" + starts), "changed");
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
