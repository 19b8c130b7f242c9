// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static io.openinference.blob.folder.FolderContent.names;
import static io.openinference.blob.folder.TracedImages.blob;
import static io.openinference.blob.folder.TracedImages.image;
import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.testing.ChildJvm;
import io.openinference.testing.LogCapture;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;

@Timeout(60)
class FolderBlobUploaderProviderTest {

  private static final String UPLOADER_PROPERTY = "openinference.blob.uploader";
  private static final String PATH_PROPERTY = "openinference.blob.folder.path";
  private static final String BASE_URI_PROPERTY = "openinference.blob.folder.base.uri";

  private static final AttributeKey<String> IMAGE_URL = stringKey(TracedImages.IMAGE_KEY);

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @TempDir Path folder;

  @AfterEach
  void clearProperties() {
    System.clearProperty(UPLOADER_PROPERTY);
    System.clearProperty(PATH_PROPERTY);
    System.clearProperty(BASE_URI_PROPERTY);
  }

  /** A process of its own, because core keeps one uploader per name for the life of a process. */
  @Test
  void keepsImagesOfProcessThatSetsVariables() throws Exception {
    String output =
        ChildJvm.create()
            .environment("OPENINFERENCE_BLOB_UPLOADER", "folder")
            .environment("OPENINFERENCE_BASE64_IMAGE_MAX_LENGTH", "10")
            .environment(FolderSettings.PATH, folder.toString())
            .run(TracedProgram.class)
            .strip();

    assertThat(output).isEqualTo("FolderBlobUploader, one for all: true");
    assertThat(folder.resolve(blob(1).fileName())).hasBinaryContent(image(1));
  }

  /** If a bad base URI were taken, the span would hold an address that nobody can follow. */
  @Test
  void redactsAndWarnsOnceWhenSettingIsBad() throws IOException {
    System.setProperty(UPLOADER_PROPERTY, "folder");
    System.setProperty(PATH_PROPERTY, folder.toString());
    System.setProperty(BASE_URI_PROPERTY, "media.example/images");
    try (LogCapture log = LogCapture.of(TraceConfig.class)) {
      for (int number = 0; number < 2; number++) {
        TraceConfig config = TraceConfig.builder().base64ImageMaxLength(10).build();
        assertThat(TracedImages.recorded(telemetry, config, number).get(IMAGE_URL))
            .isEqualTo(REDACTED_VALUE);
      }
      assertThat(log.records()).hasSize(1);
      assertThat(log.records().get(0).getThrown())
          .hasMessageContaining(BASE_URI_PROPERTY + " is \"media.example/images\" but must be");
    }
    assertThat(names(folder)).isEmpty();
  }

  /** An application that knows nothing of uploaders and closes none. */
  static final class TracedProgram {

    public static void main(String[] arguments) {
      TraceConfig config = TraceConfig.fromEnvironment();
      try (OpenTelemetrySdk sdk = OpenInferenceExtension.create().openTelemetry()) {
        TracedImages.record(OpenInferenceTracer.builder(sdk).config(config).build(), 1);
      }
      System.out.println(
          config.blobUploader().getClass().getSimpleName()
              + ", one for all: "
              + (TraceConfig.fromEnvironment().blobUploader() == config.blobUploader()));
    }

    private TracedProgram() {}
  }
}
