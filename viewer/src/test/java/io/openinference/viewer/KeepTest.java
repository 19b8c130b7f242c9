// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.sun.management.UnixOperatingSystemMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeepTest {

  @TempDir private Path folder;

  @Test
  void keepsTracesInAFolderThatOthersCannotRead() throws Exception {
    try (OpenInferenceViewer viewer = start()) {
      new ViewerClient(viewer.url())
          .postJson("/v1/traces", OtlpJson.project("p").span(1, 0, "kept").toString());
      assertThatThrownBy(this::start).hasMessageContaining("Another viewer");
    }
    try (OpenInferenceViewer viewer = start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      assertThat(client.get("/api/traces?project=p").path("rows").findValuesAsText("name"))
          .containsExactly("kept");
    }
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder)))
        .isEqualTo("rwx------");
  }

  @Test
  void deletesATemporaryFolder() {
    OpenInferenceViewer viewer = OpenInferenceViewer.builder().port(0).start();
    Path temporary = viewer.dataDirectory();
    assertThat(temporary).exists();
    viewer.close();
    assertThat(temporary).doesNotExist();
  }

  @Test
  void leavesNoFileOpen() {
    start().close();
    int rounds = 10;
    long before = openFiles();
    for (int round = 0; round < rounds; round++) {
      start().close();
    }
    assertThat(openFiles() - before).isLessThan(rounds);
  }

  private static long openFiles() {
    return ((UnixOperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
        .getOpenFileDescriptorCount();
  }

  @Test
  void leavesAFileOfANewerVersionAlone() throws Exception {
    start().close();
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("traces.db"));
        var statement = connection.createStatement()) {
      statement.execute("PRAGMA user_version = 99");
    }
    assertThatThrownBy(this::start)
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("The file has version 99");
  }

  @Test
  void takesOverAFileOfTheVersionBefore() throws Exception {
    try (OpenInferenceViewer viewer = start()) {
      new ViewerClient(viewer.url())
          .postJson(
              "/v1/traces",
              OtlpJson.project("p").span(1, 0, "root", "input.value=Hello").toString());
    }
    try (var connection =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("traces.db"));
        var statement = connection.createStatement()) {
      statement.execute("ALTER TABLE traces DROP COLUMN text_rank");
      statement.execute("ALTER TABLE traces DROP COLUMN text_start");
      statement.execute("PRAGMA user_version = 4");
    }
    try (OpenInferenceViewer viewer = start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces", OtlpJson.project("p").span(2, 1, "child", "input.value=Later").toString());

      JsonNode trace = client.get("/api/traces?project=p").path("rows").path(0);
      assertThat(trace.path("name").asText()).isEqualTo("root");
      assertThat(trace.path("input").asText()).isEqualTo("Hello");
      assertThat(trace.path("spans").asInt()).isEqualTo(2);
    }
  }

  @Test
  void forgetsOldTracesWithTheirText() throws Exception {
    try (OpenInferenceViewer viewer = start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces",
          OtlpJson.project("p")
              .raw(
                  OtlpJson.TRACE,
                  1,
                  0,
                  "old",
                  1_700_000_000_000_000_000L,
                  1_700_000_001_000_000_000L,
                  "input.value=zebra secret")
              .toString());
    }
    try (OpenInferenceViewer viewer =
        OpenInferenceViewer.builder()
            .port(0)
            .dataDirectory(folder)
            .maxAge(Duration.ofDays(30))
            .start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      client.postJson(
          "/v1/traces", OtlpJson.project("p").raw("1".repeat(32), 2, 0, "new", 0, 0).toString());
      for (int i = 0; i < 100 && client.get("/api/traces?project=p").path("rows").size() > 1; i++) {
        Thread.sleep(100);
      }
      assertThat(client.get("/api/traces?project=p").path("rows").findValuesAsText("name"))
          .containsExactly("new");
      assertThat(client.get("/api/spans?q=zebra").path("rows")).isEmpty();
    }
    String file = Files.readString(folder.resolve("traces.db"), StandardCharsets.ISO_8859_1);
    assertThat(file.contains("zebra")).as("the file holds the deleted text").isFalse();
  }

  @Test
  void dropsTheOldestTracesAboveTheSize() throws Exception {
    int traces = 40;
    try (OpenInferenceViewer viewer = start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      for (int i = 0; i < traces; i++) {
        byte[] noise = new byte[60_000];
        new Random(i).nextBytes(noise);
        long start = 1_700_000_000_000_000_000L + i * 1_000_000_000L;
        client.postJson(
            "/v1/traces",
            OtlpJson.project("p")
                .raw(
                    "%032x".formatted(i + 1),
                    1,
                    0,
                    "trace " + i,
                    start,
                    start + 1,
                    "noise:{\"bytesValue\":\"" + Base64.getEncoder().encodeToString(noise) + "\"}")
                .toString());
      }
    }
    try (OpenInferenceViewer viewer =
        OpenInferenceViewer.builder().port(0).dataDirectory(folder).maxSize(1 << 20).start()) {
      ViewerClient client = new ViewerClient(viewer.url());
      for (int i = 0;
          i < 100 && client.get("/api/traces?project=p").path("rows").size() > 20;
          i++) {
        Thread.sleep(100);
      }
      JsonNode rows = client.get("/api/traces?project=p&limit=100").path("rows");
      assertThat(rows.size()).isBetween(5, 20);
      assertThat(rows.path(0).path("name").asText()).isEqualTo("trace 39");
      assertThat(client.get("/api/projects").path(0).path("spans").asInt()).isEqualTo(rows.size());
    }
  }

  @Test
  void losesNothingAcknowledgedWhenKilled() throws Exception {
    killUnderLoad(2);
  }

  @Test
  @Tag("full")
  void losesNothingAcknowledgedInTwentyKills() throws Exception {
    killUnderLoad(20);
  }

  private void killUnderLoad(int times) throws Exception {
    AtomicInteger acknowledged = new AtomicInteger();
    for (int i = 0; i < times; i++) {
      Process process =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-XX:TieredStopAtLevel=1",
                  "-cp",
                  System.getProperty("java.class.path"),
                  "io.openinference.viewer.ViewerMain",
                  "--port",
                  "0",
                  "--data",
                  folder.toString())
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      String first =
          new BufferedReader(
                  new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
              .readLine();
      ViewerClient client = new ViewerClient(first.substring(first.indexOf("http")));
      int until = acknowledged.get() + 40;
      Thread sender = new Thread(() -> sendUntilKilled(client, acknowledged));
      sender.start();
      while (acknowledged.get() < until && sender.isAlive()) {
        Thread.onSpinWait();
      }
      process.destroyForcibly().waitFor();
      sender.join();
    }
    try (OpenInferenceViewer viewer = start()) {
      int found = new ViewerClient(viewer.url()).get("/api/projects").path(0).path("spans").asInt();
      // The last request of each process may be written without an answer.
      assertThat(found).isBetween(acknowledged.get(), acknowledged.get() + times);
    }
  }

  private static void sendUntilKilled(ViewerClient client, AtomicInteger acknowledged) {
    try {
      while (true) {
        int id = 1 + (int) (Math.random() * Integer.MAX_VALUE);
        String request =
            OtlpJson.project("p").span(id, 0, "s", "input.value=" + "x ".repeat(500)).toString();
        if (client.postJson("/v1/traces", request).statusCode() == 200) {
          acknowledged.incrementAndGet();
        }
      }
    } catch (IOException | InterruptedException killed) {
      // As planned.
    }
  }

  private OpenInferenceViewer start() {
    return OpenInferenceViewer.builder().port(0).dataDirectory(folder).start();
  }
}
