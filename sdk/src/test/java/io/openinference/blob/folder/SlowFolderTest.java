// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static io.openinference.blob.folder.FolderContent.names;
import static io.openinference.blob.folder.TracedImages.blob;
import static io.openinference.blob.folder.TracedImages.recordedUrl;
import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

/** The worker hangs in its first write until a test lets it go on. */
@Timeout(60)
class SlowFolderTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @TempDir Path folder;

  private HeldWriter writer;

  @BeforeEach
  void hold() {
    writer = new HeldWriter(BlobFolder.open("folder", folder));
  }

  /** Written on the thread of the call, the image holds up the call and this test hangs. */
  @Test
  void callReturnsWhileWorkerHangs() throws Exception {
    try (FolderBlobUploader uploader = uploader(10, 1_000)) {
      String url = recordedUrl(telemetry, uploader, 1);

      writer.awaitWorker();
      assertThat(url).isEqualTo(address(1));
      assertThat(names(folder)).isEmpty();
      writer.release();
    }
    assertThat(names(folder)).containsExactly(blob(1).fileName());
  }

  /** Without the bound on their number the third image gets an address. */
  @Test
  void redactsWhenTooManyImagesWait() throws IOException {
    try (FolderBlobUploader uploader = uploader(2, 1_000)) {
      assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(address(1));
      assertThat(recordedUrl(telemetry, uploader, 2)).isEqualTo(address(2));
      assertThat(recordedUrl(telemetry, uploader, 3)).isEqualTo(REDACTED_VALUE);
      writer.release();
    }
    assertThat(names(folder)).containsExactlyInAnyOrder(blob(1).fileName(), blob(2).fileName());
  }

  /** Images have 100 bytes. Without the bound on their bytes the third one gets an address. */
  @Test
  void redactsWhenTooManyBytesWait() throws IOException {
    try (FolderBlobUploader uploader = uploader(10, 299)) {
      assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(address(1));
      assertThat(recordedUrl(telemetry, uploader, 2)).isEqualTo(address(2));
      assertThat(recordedUrl(telemetry, uploader, 3)).isEqualTo(REDACTED_VALUE);
      writer.release();
    }
    assertThat(names(folder)).hasSize(2);
  }

  @Test
  void redactsImageThatAloneIsOverTheBound() throws IOException {
    try (FolderBlobUploader uploader = uploader(10, 99)) {
      assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(REDACTED_VALUE);
    }
    assertThat(names(folder)).isEmpty();
  }

  /** If equal images counted each, the second one would be over both bounds. */
  @Test
  void countsEqualImagesOnce() {
    try (FolderBlobUploader uploader = uploader(1, 100)) {
      assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(address(1));
      assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(address(1));
      writer.release();
    }
  }

  /** If written images still counted, no other would ever be accepted. */
  @Test
  void acceptsImagesAgainOnceOthersAreWritten() throws IOException {
    try (FolderBlobUploader uploader = uploader(1, 100)) {
      uploader.upload(blob(1));
      assertThat(uploader.upload(blob(2))).isNull();

      writer.release();
      Awaiting.until(() -> uploader.upload(blob(2)) != null);
    }
    assertThat(names(folder)).hasSize(2);
  }

  /** If shutdown waited for ever, or left the worker alone then, this test would hang. */
  @Test
  void givesUpWhenTimeIsOver() throws Exception {
    FolderBlobUploader uploader = uploader(10, 1_000);
    uploader.upload(blob(1));
    uploader.upload(blob(2));
    writer.awaitWorker();

    try (LogCapture log = LogCapture.of(FolderBlobUploader.class)) {
      uploader.shutdown(Duration.ofMillis(1));

      assertThat(log.messages())
          .contains("2 images were not written to their folder within PT0.001S and are lost.");
    }
    writer.awaitInterrupt();
    assertThat(names(folder)).isEmpty();
  }

  @Test
  void waitsForAnyTimeout() throws IOException {
    FolderBlobUploader uploader = uploader(10, 1_000);
    uploader.upload(blob(1));
    writer.release();

    uploader.shutdown(Duration.ofSeconds(Long.MAX_VALUE));

    assertThat(names(folder)).containsExactly(blob(1).fileName());
  }

  private FolderBlobUploader uploader(int maxQueueSize, int maxQueueBytes) {
    FolderBlobUploaderBuilder builder =
        FolderBlobUploader.builder(folder).maxQueueSize(maxQueueSize).maxQueueBytes(maxQueueBytes);
    return FolderBlobUploader.start(builder, writer, System::nanoTime);
  }

  private String address(int number) {
    return folder.resolve(blob(number).fileName()).toUri().toString();
  }
}
