// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An application that runs from one jar, whose classes Boot's own class loader loads. */
@Tag("full")
class FatJarTest {

  @TempDir Path folder;

  @Test
  void theWholeTreeIsBelowTheRequest() throws IOException, InterruptedException {
    Path jar = folder.resolve("application.jar");
    FatJar.write(jar, Program.class);
    try (OtlpReceiver receiver = OtlpReceiver.start()) {
      Path output = folder.resolve("output.txt");
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-jar",
                  jar.toString(),
                  receiver.endpoint())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile())
              .start();
      boolean hasEnded = process.waitFor(60, TimeUnit.SECONDS);
      process.destroyForcibly();

      assertThat(hasEnded).as(Files.readString(output)).isTrue();
      assertThat(Files.readString(output)).contains("answer: delivered");
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

  /** Calls its own page. */
  public static final class Program {

    /** Starts the application and ends it. */
    public static void main(String[] arguments) {
      try (BootApplication application =
          BootApplication.start(
              "servlet",
              List.of(LangChain4jApplicationTest.Application.class),
              "openinference.endpoint=" + arguments[0])) {
        System.out.println("answer: " + application.get("/ask"));
      }
    }

    private Program() {}
  }
}
