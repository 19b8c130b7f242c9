// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api;

import static io.openinference.instrumentation.TraceConfig.REDACTED_VALUE;
import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.instrumentation.TraceConfig;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ContentRedactorTest {

  private static final String PNG = "data:image/png;base64,iVBORwABAgMEBQYH";

  @Test
  void hidesAllImages() {
    ContentRedactor redactor =
        ContentRedactor.ofInput(TraceConfig.builder().hideInputImages(true).build());

    assertThat(redactor.redactImage(PNG)).isEqualTo(REDACTED_VALUE);
    assertThat(redactor.redactImage("https://example.com/cat.png")).isEqualTo(REDACTED_VALUE);
  }

  @Test
  void limitsBase64ImagesWithoutUpload() {
    AtomicInteger uploads = new AtomicInteger();
    TraceConfig config =
        TraceConfig.builder()
            .base64ImageMaxLength(PNG.length())
            .blobUploader(
                blob -> {
                  uploads.incrementAndGet();
                  return null;
                })
            .build();
    String longer = PNG.toLowerCase(Locale.ROOT) + "AAAA";

    assertThat(ContentRedactor.ofInput(config).redactImage(PNG)).isSameAs(PNG);
    assertThat(ContentRedactor.ofInput(config).redactImage(longer)).isEqualTo(REDACTED_VALUE);
    assertThat(uploads).hasValue(0);
  }

  @Test
  void keepsAddresses() {
    String address = "https://example.com/cat.png?format=base64";
    TraceConfig config = TraceConfig.builder().base64ImageMaxLength(0).build();

    assertThat(ContentRedactor.ofInput(config).redactImage(address)).isSameAs(address);
    assertThat(ContentRedactor.ofInput(config).redactImage(PNG)).isEqualTo(REDACTED_VALUE);
  }

  @Test
  void takesAudioAndFilesForText() {
    String audio = "data:audio/wav;base64,UklGRg==";
    TraceConfig limited = TraceConfig.builder().base64ImageMaxLength(audio.length() - 1).build();
    TraceConfig withoutText = TraceConfig.builder().hideInputText(true).build();
    TraceConfig withoutImages = TraceConfig.builder().hideInputImages(true).build();

    assertThat(ContentRedactor.ofInput(limited).redactMedia(audio)).isEqualTo(REDACTED_VALUE);
    assertThat(ContentRedactor.ofInput(withoutText).redactMedia(audio)).isEqualTo(REDACTED_VALUE);
    assertThat(ContentRedactor.ofOutput(withoutText).redactMedia(audio)).isSameAs(audio);
    assertThat(ContentRedactor.ofInput(withoutImages).redactMedia(audio)).isSameAs(audio);
    assertThat(ContentRedactor.ofInput(withoutImages).redactMedia(PNG)).isEqualTo(REDACTED_VALUE);
  }
}
