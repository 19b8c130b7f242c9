// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static io.openinference.blob.folder.FolderContent.names;
import static io.openinference.blob.folder.TracedImages.blob;
import static io.openinference.blob.folder.TracedImages.recordedUrl;
import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.blob.folder.FolderBlobUploader.BlobWriter;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FailingFolderTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @TempDir Path parent;

  private final AtomicLong nanos = new AtomicLong();
  private Path path;
  private FolderBlobUploaderBuilder builder;

  @BeforeEach
  void prepare() {
    path = parent.resolve("images");
    builder = FolderBlobUploader.builder(path);
  }

  /** Without the pause after a failure images are accepted for ever. */
  @Test
  void redactsWhileFolderCannotBeWrittenTo() throws Exception {
    try (LogCapture log = LogCapture.of(FolderBlobUploader.class)) {
      try (FolderBlobUploader uploader = uploader(builder.folder::write)) {
        breakFolder();
        uploadUntilRefused(uploader);

        assertThat(recordedUrl(telemetry, uploader, 2)).isEqualTo(REDACTED_VALUE);
        nanos.addAndGet(FolderBlobUploader.PAUSE_AFTER_FAILURE.toNanos());
        uploadUntilRefused(uploader);
      }
      assertThat(log.records()).hasSize(1);
      assertThat(log.records().get(0).getThrown()).isInstanceOf(IOException.class);
    }
  }

  /** If the pause never ended, the last image would be refused. */
  @Test
  void triesAgainAfterThePause() throws Exception {
    try (LogCapture log = LogCapture.of(FolderBlobUploader.class)) {
      try (FolderBlobUploader uploader = uploader(builder.folder::write)) {
        breakFolder();
        uploadUntilRefused(uploader);
        Files.delete(path);

        nanos.addAndGet(FolderBlobUploader.PAUSE_AFTER_FAILURE.toNanos() - 1);
        assertThat(uploader.upload(blob(2))).isNull();
        nanos.addAndGet(1);
        assertThat(uploader.upload(blob(2))).isNotNull();
      }
      assertThat(log.records()).hasSize(1);
    }
    assertThat(names(path)).containsExactly(blob(2).fileName());
  }

  @Test
  void makesFolderAgainThatWasDeleted() throws IOException {
    try (FolderBlobUploader uploader = uploader(builder.folder::write)) {
      Files.delete(path);
      assertThat(recordedUrl(telemetry, uploader, 1)).startsWith("file:///");
    }
    assertThat(names(path)).containsExactly(blob(1).fileName());
  }

  @Test
  void leavesNoHalfFileBehind() throws IOException {
    Path target = Files.createDirectories(path.resolve(blob(1).fileName()).resolve("in the way"));
    try (LogCapture log = LogCapture.of(FolderBlobUploader.class)) {
      try (FolderBlobUploader uploader = uploader(builder.folder::write)) {
        uploader.upload(blob(1));
      }
      assertThat(log.records()).hasSize(1);
    }
    assertThat(names(path)).containsExactly(target.getParent().getFileName().toString());
  }

  static Stream<Throwable> faults() {
    return Stream.of(
        new IllegalStateException("secret"),
        new StackOverflowError("secret"),
        new NoClassDefFoundError("secret"));
  }

  /** Without the guard the faults reach the worker, nothing is logged and no image is refused. */
  @ParameterizedTest
  @MethodSource("faults")
  void survivesFaultOfAnyKind(Throwable fault) {
    BlobWriter writer =
        blob -> {
          throw FailingFolderTest.<RuntimeException>unchecked(fault);
        };
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      try (FolderBlobUploader uploader = uploader(writer)) {
        uploadUntilRefused(uploader);
        nanos.addAndGet(FolderBlobUploader.PAUSE_AFTER_FAILURE.toNanos());
        uploadUntilRefused(uploader);

        assertThat(recordedUrl(telemetry, uploader, 2)).isEqualTo(REDACTED_VALUE);
      }
      assertThat(log.messages())
          .singleElement()
          .asString()
          .contains("FolderBlobUploader.write", fault.getClass().getName())
          .doesNotContain("secret");
    }
  }

  /** A file of the folder's name. Permissions would not stop the administrator's account. */
  private void breakFolder() throws IOException {
    Files.delete(path);
    Files.createFile(path);
  }

  private static void uploadUntilRefused(FolderBlobUploader uploader) {
    Awaiting.until(() -> uploader.upload(blob(1)) == null);
  }

  private FolderBlobUploader uploader(BlobWriter writer) {
    return FolderBlobUploader.start(builder, writer, nanos::get);
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T unchecked(Throwable fault) throws T {
    throw (T) fault;
  }
}
