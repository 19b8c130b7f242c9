// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static io.openinference.blob.folder.FolderContent.names;
import static io.openinference.blob.folder.TracedImages.blob;
import static io.openinference.blob.folder.TracedImages.image;
import static io.openinference.blob.folder.TracedImages.recordedUrl;
import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.TraceConfigBuilder;
import io.openinference.testing.OpenInferenceExtension;
import io.opentelemetry.api.common.Attributes;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@Timeout(60)
class FolderBlobUploaderTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @TempDir Path folder;

  @Test
  void keepsImageAndRecordsItsAddress() throws IOException {
    String url;
    try (FolderBlobUploader uploader = FolderBlobUploader.create(folder)) {
      url = recordedUrl(telemetry, uploader, 1);
    }

    Path file = Path.of(URI.create(url));
    assertThat(file).hasParent(folder).hasFileName(blob(1).sha256() + ".png");
    assertThat(file).hasBinaryContent(image(1));
    assertThat(names(folder)).containsExactly(file.getFileName().toString());
  }

  @Test
  void recordsAddressBelowBaseUri() {
    try (FolderBlobUploader uploader =
        FolderBlobUploader.builder(folder).baseUri("https://media.example/images").build()) {
      assertThat(recordedUrl(telemetry, uploader, 1))
          .isEqualTo("https://media.example/images/" + blob(1).fileName());
    }

    assertThat(folder.resolve(blob(1).fileName())).hasBinaryContent(image(1));
  }

  @Test
  void makesFolderWithItsParents() {
    Path nested = folder.resolve("with space/images");

    String url;
    try (FolderBlobUploader uploader = FolderBlobUploader.create(nested)) {
      url = recordedUrl(telemetry, uploader, 1);
    }

    assertThat(url).startsWith("file:///").contains("with%20space");
    assertThat(Path.of(URI.create(url))).hasParent(nested).hasBinaryContent(image(1));
  }

  @Test
  void followsLinkToFolder() throws IOException {
    Path target = Files.createDirectory(folder.resolve("target"));
    Path link = Files.createSymbolicLink(folder.resolve("link"), target);

    try (FolderBlobUploader uploader = FolderBlobUploader.create(link)) {
      uploader.upload(blob(1));
    }

    assertThat(names(target)).containsExactly(blob(1).fileName());
  }

  /** Without the question whether the file is there, it is replaced and its time changes. */
  @Test
  void doesNotWriteImageAgain() throws IOException {
    FileTime past = FileTime.from(Instant.parse("2001-01-01T00:00:00Z"));
    Path file = Files.write(folder.resolve(blob(1).fileName()), image(1));
    Files.setLastModifiedTime(file, past);

    try (FolderBlobUploader uploader = FolderBlobUploader.create(folder)) {
      assertThat(uploader.upload(blob(1))).isEqualTo(file.toUri().toString());
    }

    assertThat(Files.getLastModifiedTime(file)).isEqualTo(past);
  }

  @Test
  void completesImageThatIsCutOff() throws IOException {
    Path file = Files.createFile(folder.resolve(blob(1).fileName()));

    try (FolderBlobUploader uploader = FolderBlobUploader.create(folder)) {
      uploader.upload(blob(1));
    }

    assertThat(file).hasBinaryContent(image(1));
  }

  @Test
  void keepsImagesOfConcurrentCallers() throws IOException {
    try (FolderBlobUploader uploader = FolderBlobUploader.create(folder)) {
      assertThat(
              IntStream.range(0, 200).parallel().mapToObj(call -> uploader.upload(blob(call / 2))))
          .doesNotContainNull();
    }

    List<String> expected = IntStream.range(0, 100).mapToObj(n -> blob(n).fileName()).toList();
    assertThat(names(folder)).containsExactlyInAnyOrderElementsOf(expected);
  }

  @Test
  void sharesFolderWithOtherUploaders() throws IOException {
    try (FolderBlobUploader one = FolderBlobUploader.create(folder);
        FolderBlobUploader other = FolderBlobUploader.create(folder)) {
      for (int number = 0; number < 50; number++) {
        assertThat(one.upload(blob(number))).isEqualTo(other.upload(blob(number)));
      }
    }

    assertThat(names(folder)).hasSize(50).allMatch(name -> name.endsWith(".png"));
  }

  static Stream<Arguments> hiding() {
    return Stream.of(
        Arguments.of("hideInputs", hiding(config -> config.hideInputs(true))),
        Arguments.of("hideInputMessages", hiding(config -> config.hideInputMessages(true))),
        Arguments.of("hideInputImages", hiding(config -> config.hideInputImages(true))));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("hiding")
  void keepsNoHiddenImage(String setting, UnaryOperator<TraceConfigBuilder> hide)
      throws IOException {
    try (FolderBlobUploader uploader = FolderBlobUploader.create(folder)) {
      TraceConfig config = hide.apply(TracedImages.config(uploader).toBuilder()).build();
      Attributes attributes = TracedImages.recorded(telemetry, config, 1);

      assertThat(attributes.asMap().toString()).doesNotContain("image.url", "file:", "base64");
    }

    assertThat(names(folder)).isEmpty();
  }

  @Test
  void redactsAfterClose() throws IOException {
    FolderBlobUploader uploader = FolderBlobUploader.create(folder);
    uploader.close();
    uploader.close();

    assertThat(uploader.upload(blob(1))).isNull();
    assertThat(recordedUrl(telemetry, uploader, 1)).isEqualTo(REDACTED_VALUE);
    assertThat(names(folder)).isEmpty();
  }

  private static UnaryOperator<TraceConfigBuilder> hiding(UnaryOperator<TraceConfigBuilder> hide) {
    return hide;
  }
}
