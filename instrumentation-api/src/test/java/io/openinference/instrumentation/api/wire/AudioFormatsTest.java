// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.wire;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AudioFormatsTest {

  @ParameterizedTest
  @CsvSource({
    "mp3, audio/mpeg",
    "pcm16, audio/pcm",
    "WAV, audio/wav",
    "opus, audio/opus",
    "flac, audio/flac"
  })
  void namesTheMimeType(String format, String mimeType) {
    assertThat(AudioFormats.mimeType(format)).isEqualTo(mimeType);
  }

  @ParameterizedTest
  @CsvSource({
    "QUJD, QUJD",
    "QUI=, QUI=",
    "QQ==, QQ==",
    "QQ==QkM=, QUJD",
    "QUI=QUJDQQ==, QUJBQkNB",
    "QQ==?, QQ==?",
    "QUJDQQ==QQ==QQ==, QUJDQUFB"
  })
  void joinsFragmentsWithPadding(String fragments, String base64) {
    assertThat(AudioFormats.dataUri("wav", fragments)).isEqualTo("data:audio/wav;base64," + base64);
  }
}
