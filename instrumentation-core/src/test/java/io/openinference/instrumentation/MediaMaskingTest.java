// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static io.opentelemetry.api.common.AttributeKey.stringKey;
import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files, video and audio follow the settings as images and text do. */
class MediaMaskingTest {

  private static final String PART = "llm.input_messages.0.message.contents.0.message_content.";
  private static final String ANSWER_PART =
      "llm.output_messages.0.message.contents.0.message_content.";
  private static final String PDF = "data:application/pdf;base64,JVBERi0xLjc=";
  private static final String PNG = "data:image/png;base64,iVBORw0KGgo=";

  private final RecordingUploader uploader = new RecordingUploader();

  @ParameterizedTest
  @ValueSource(
      strings = {
        PART + "document.document.url",
        PART + "video.video.url",
        PART + "audio.audio.url",
        ANSWER_PART + "document.document.url",
        ANSWER_PART + "video.video.url",
        ANSWER_PART + "audio.audio.url",
        "input.documents.3.document.url",
        "output.documents.0.document.url",
        "retrieval.documents.0.document.url",
        "reranker.input_documents.0.document.url",
        "reranker.output_documents.0.document.url"
      })
  void isLimitedAndUploadedLikeImages(String key) {
    assertThat(masker(PDF.length(), uploader).mask(stringKey(key), PDF)).isSameAs(PDF);
    assertThat(masker(PDF.length() - 1, null).mask(stringKey(key), PDF)).isEqualTo(REDACTED_VALUE);
    assertThat(masker(0, uploader).mask(stringKey(key), "https://example.com/terms.pdf"))
        .isEqualTo("https://example.com/terms.pdf");
    assertThat(uploader.blobs()).isEmpty();

    Object address = masker(PDF.length() - 1, uploader).mask(stringKey(key), PDF);

    Blob blob = uploader.blobs().get(0);
    assertThat(address).isEqualTo("s3://bucket/" + blob.sha256() + ".pdf");
    assertThat(blob.mimeType()).isEqualTo("application/pdf");
    assertThat(blob.modality()).isEqualTo(Blob.Modality.DOCUMENT);
    assertThat(blob.attributeKey()).isEqualTo(key);
  }

  @ParameterizedTest
  @CsvSource({
    "INPUTS, document.document.url, ",
    "INPUT_MESSAGES, document.document.content, ",
    "INPUT_TEXT, document.document.url, __REDACTED__",
    "INPUT_TEXT, document.document.content, __REDACTED__",
    "INPUT_TEXT, document.document.name, __REDACTED__",
    "INPUT_TEXT, document.document.metadata, __REDACTED__",
    "INPUT_TEXT, document.document.id, kept",
    "INPUT_TEXT, document.document.mime_type, kept",
    "INPUT_TEXT, video.video.url, __REDACTED__",
    "INPUT_IMAGES, video.video.url, ",
    "INPUT_IMAGES, document.document.url, kept",
    "INPUT_IMAGES, audio.audio.url, kept",
    "OUTPUTS, document.document.url, kept",
  })
  void isHiddenInInputMessages(HideSetting setting, String part, @Nullable String recorded) {
    assertRecorded(setting, PART + part, recorded);
  }

  @ParameterizedTest
  @CsvSource({
    "OUTPUTS, document.document.url, ",
    "OUTPUT_MESSAGES, video.video.url, ",
    "OUTPUT_TEXT, document.document.url, __REDACTED__",
    "OUTPUT_TEXT, video.video.url, __REDACTED__",
    "OUTPUT_TEXT, document.document.id, kept",
    "INPUT_IMAGES, video.video.url, kept",
    "INPUTS, video.video.url, kept",
  })
  void isHiddenInOutputMessages(HideSetting setting, String part, @Nullable String recorded) {
    assertRecorded(setting, ANSWER_PART + part, recorded);
  }

  @ParameterizedTest
  @CsvSource({
    "INPUTS, input.documents.0.document.id, ",
    "INPUT_MESSAGES, input.documents.0.document.url, ",
    "INPUT_TEXT, input.documents.0.document.url, __REDACTED__",
    "INPUT_TEXT, input.documents.0.document.id, kept",
    "OUTPUTS, input.documents.0.document.url, kept",
    "OUTPUTS, output.documents.0.document.mime_type, ",
    "OUTPUT_MESSAGES, output.documents.0.document.content, ",
    "OUTPUT_TEXT, output.documents.0.document.content, __REDACTED__",
    "INPUTS, output.documents.0.document.content, kept",
    "RETRIEVAL_DOCUMENTS, retrieval.documents.0.document.url, __REDACTED__",
    "OUTPUTS, retrieval.documents.0.document.url, ",
    "INPUTS, reranker.input_documents.0.document.url, ",
    "OUTPUTS, reranker.output_documents.0.document.url, ",
  })
  void isHiddenOnTheSpan(HideSetting setting, String key, @Nullable String recorded) {
    assertRecorded(setting, key, recorded);
  }

  @ParameterizedTest
  @ValueSource(strings = {PART + "document.document.url", "input.documents.0.document.url"})
  void imageInAFileIsAnImage(String key) {
    AttributeMasker masker = masker(HideSetting.INPUT_IMAGES);

    assertThat(masker.mask(stringKey(key), PNG)).isEqualTo(REDACTED_VALUE);
    assertThat(masker.mask(stringKey(key), PDF)).isSameAs(PDF);
    assertThat(uploader.blobs()).isEmpty();
  }

  @Test
  void hiddenContentIsNeverUploaded() {
    for (HideSetting setting :
        new HideSetting[] {
          HideSetting.INPUTS, HideSetting.INPUT_MESSAGES, HideSetting.INPUT_TEXT,
        }) {
      TraceConfig config =
          TraceConfig.builder()
              .hide(setting, true)
              .base64ImageMaxLength(5)
              .blobUploader(uploader)
              .build();
      AttributeMasker.of(config).mask(stringKey(PART + "document.document.url"), PDF);
      AttributeMasker.of(config).mask(stringKey(PART + "video.video.url"), PDF);
      AttributeMasker.of(config).mask(stringKey("input.documents.0.document.url"), PDF);
    }

    assertThat(uploader.blobs()).isEmpty();
  }

  private static void assertRecorded(HideSetting setting, String key, @Nullable String recorded) {
    Object masked = masker(setting).mask(stringKey(key), PDF);

    assertThat(masked).isEqualTo("kept".equals(recorded) ? PDF : recorded);
  }

  private static AttributeMasker masker(HideSetting setting) {
    return AttributeMasker.of(TraceConfig.builder().hide(setting, true).build());
  }

  private static AttributeMasker masker(int maxLength, @Nullable BlobUploader uploader) {
    return AttributeMasker.of(
        TraceConfig.builder().base64ImageMaxLength(maxLength).blobUploader(uploader).build());
  }
}
