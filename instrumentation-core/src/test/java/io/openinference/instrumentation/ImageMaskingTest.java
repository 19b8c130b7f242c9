// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.spi.TelemetryGuard;
import io.openinference.testing.LogCapture;
import io.opentelemetry.api.common.AttributeKey;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageMaskingTest {

  private static final String INPUT_IMAGE =
      "llm.input_messages.0.message.contents.1.message_content.image.image.url";
  private static final String OUTPUT_IMAGE =
      "llm.output_messages.0.message.contents.1.message_content.image.image.url";
  private static final String SPAN_IMAGE = "input.images.0.image.url";
  private static final byte[] PIXELS = {(byte) 0x89, 'P', 'N', 'G', 0, 1, 2, 3, 4, 5, 6, 7};
  private static final String PNG =
      "data:image/png;base64," + Base64.getEncoder().encodeToString(PIXELS);

  private final RecordingUploader uploader = new RecordingUploader();

  @ParameterizedTest
  @ValueSource(strings = {INPUT_IMAGE, OUTPUT_IMAGE, SPAN_IMAGE, "output.images.0.image.url"})
  void redactsImageOverLimit(String key) {
    AttributeMasker masker = masker(PNG.length() - 1, null);

    assertThat(masker.mask(stringKey(key), PNG)).isEqualTo(REDACTED_VALUE);
    assertThat(masker.maskLazily(stringKey(key), () -> PNG)).isEqualTo(REDACTED_VALUE);
  }

  @ParameterizedTest
  @ValueSource(strings = {INPUT_IMAGE, OUTPUT_IMAGE})
  void keepsImageAtLimit(String key) {
    AttributeMasker masker = masker(PNG.length(), uploader);

    assertThat(masker.mask(stringKey(key), PNG)).isSameAs(PNG);
    assertThat(uploader.blobs()).isEmpty();
  }

  @Test
  void limitsImagesAlsoWhileSomethingElseIsHidden() {
    TraceConfig config = TraceConfig.builder().hideOutputs(true).base64ImageMaxLength(5).build();

    assertThat(AttributeMasker.of(config).mask(stringKey(INPUT_IMAGE), PNG))
        .isEqualTo(REDACTED_VALUE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.com/a-picture-of-a-cat.png",
        "data:image/svg+xml,<svg>a long drawing as text</svg>",
        "data:text/plain;base64,aGVsbG8gaGVsbG8gaGVsbG8="
      })
  void keepsWhatIsNoBase64Image(String url) {
    assertThat(masker(5, uploader).mask(stringKey(INPUT_IMAGE), url)).isSameAs(url);
    assertThat(uploader.blobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"input.value", "metadata", "llm.input_messages.0.message.content", "image.url"})
  void keepsImageElsewhere(String key) {
    assertThat(masker(5, uploader).mask(stringKey(key), PNG)).isSameAs(PNG);
    assertThat(uploader.blobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {INPUT_IMAGE, OUTPUT_IMAGE})
  void uploadsImageOverLimit(String key) {
    Object address = masker(5, uploader).mask(stringKey(key), PNG);

    Blob blob = uploader.blobs().get(0);
    assertThat(uploader.blobs()).hasSize(1);
    assertThat(address).isEqualTo("s3://bucket/" + blob.sha256() + ".png");
    assertThat(blob.data()).isEqualTo(PIXELS);
    assertThat(blob.mimeType()).isEqualTo("image/png");
    assertThat(blob.modality()).isEqualTo(Blob.Modality.IMAGE);
    assertThat(blob.attributeKey()).isEqualTo(key);
  }

  @Test
  void uploadsImageWhoseUriIsInUpperCase() {
    String image = "DATA:IMAGE/PNG;BASE64," + Base64.getEncoder().encodeToString(PIXELS);

    assertThat(masker(image.length() - 1, uploader).mask(stringKey(INPUT_IMAGE), image))
        .isEqualTo("s3://bucket/" + uploader.blobs().get(0).sha256() + ".png");
    assertThat(uploader.blobs().get(0).data()).isEqualTo(PIXELS);
  }

  @Test
  void uploadsLazyImage() {
    assertThat(masker(5, uploader).maskLazily(stringKey(INPUT_IMAGE), () -> PNG))
        .asString()
        .startsWith("s3://");
    assertThat(uploader.blobs()).hasSize(1);
  }

  @Test
  void uploadsNothingForTheSampler() {
    assertThat(masker(5, uploader).maskWithoutUpload(stringKey(INPUT_IMAGE), PNG))
        .isEqualTo(REDACTED_VALUE);
    assertThat(uploader.blobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"INPUTS", "INPUT_MESSAGES", "INPUT_IMAGES"})
  void neverUploadsHiddenImage(HideSetting setting) {
    TraceConfig config =
        TraceConfig.builder()
            .hide(setting, true)
            .base64ImageMaxLength(5)
            .blobUploader(uploader)
            .build();

    AttributeKey<String> key = stringKey(INPUT_IMAGE);
    assertThat(AttributeMasker.of(config).mask(key, PNG)).isNull();
    assertThat(AttributeMasker.of(config).maskLazily(key, () -> PNG)).isNull();
    assertThat(uploader.blobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "data:image/png;base64,%%%%%%%%",
        "Data:IMAGE/png;Base64,%%%%%%%%",
        "data:image/png;base64,",
        "data:image/svg+xml,<image href='data:image/png;base64,AAAA'/>"
      })
  void redactsWhatCannotBeDecoded(String url) {
    assertThat(masker(5, uploader).mask(stringKey(INPUT_IMAGE), url)).isEqualTo(REDACTED_VALUE);
    assertThat(uploader.blobs()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://bucket.example/a.png",
        "gs://bucket/prefix/a.png",
        "file:///tmp/a.png",
        "memory://abc123"
      })
  void recordsAbsoluteUri(String address) {
    assertThat(masker(5, RecordingUploader.answering(address)).mask(stringKey(INPUT_IMAGE), PNG))
        .isEqualTo(address);
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        "store/a.png",
        "/tmp/a.png",
        "https://example.com/a b.png",
        "https://",
        "c:/tmp/a.png",
        "storage:8080",
        "data:image/png;base64,AAAA"
      })
  void redactsWhenAnswerIsNoAddress(@Nullable String answer) {
    try (LogCapture log = LogCapture.of(MediaUpload.class)) {
      AttributeMasker masker = masker(5, RecordingUploader.answering(answer));

      assertThat(masker.mask(stringKey(INPUT_IMAGE), PNG)).isEqualTo(REDACTED_VALUE);
      assertThat(masker.mask(stringKey(OUTPUT_IMAGE), PNG)).isEqualTo(REDACTED_VALUE);
      if (answer == null) {
        assertThat(log.messages()).isEmpty();
      } else {
        assertThat(log.messages())
            .singleElement()
            .asString()
            .contains(RecordingUploader.class.getName());
      }
    }
  }

  @Test
  void redactsWhenUploaderThrows() {
    try (LogCapture log = LogCapture.of(TelemetryGuard.class)) {
      AttributeMasker masker =
          masker(
              5,
              blob -> {
                throw new IllegalStateException("bucket is full");
              });

      assertThat(masker.mask(stringKey(INPUT_IMAGE), PNG)).isEqualTo(REDACTED_VALUE);
      assertThat(masker.mask(stringKey(INPUT_IMAGE), PNG)).isEqualTo(REDACTED_VALUE);
      assertThat(log.messages()).singleElement().asString().contains("BlobUploader.upload");
    }
  }

  private static AttributeMasker masker(int maxLength, @Nullable BlobUploader uploader) {
    return AttributeMasker.of(
        TraceConfig.builder().base64ImageMaxLength(maxLength).blobUploader(uploader).build());
  }
}
