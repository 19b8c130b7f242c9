// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlobTest {

  /** Test vector of FIPS 180 for "abc". */
  private static final String SHA256_OF_ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void hashesContent() {
    Blob blob = Blob.of("abc".getBytes(UTF_8), "image/png", null);

    assertThat(blob.sha256()).isEqualTo(SHA256_OF_ABC);
    assertThat(blob.attributeKey()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,IMAGE",
    "IMAGE/JPEG,IMAGE",
    "audio/wav,AUDIO",
    "video/mp4,VIDEO",
    "application/pdf,DOCUMENT",
    "'',DOCUMENT"
  })
  void derivesModality(String mimeType, Blob.Modality modality) {
    assertThat(Blob.of(new byte[0], mimeType, null).modality()).isEqualTo(modality);
  }

  @ParameterizedTest
  @CsvSource({
    "image/png,png",
    "IMAGE/PNG,png",
    "image/svg+xml,svg",
    "image/../../etc/passwd,bin",
    "image/,bin",
    "image,image"
  })
  void namesContentByHashAndSubtype(String mimeType, String extension) {
    assertThat(Blob.of("abc".getBytes(UTF_8), mimeType, null).fileName())
        .isEqualTo(SHA256_OF_ABC + "." + extension);
  }

  @Test
  void describesItselfWithoutContent() {
    assertThat(Blob.of("abc".getBytes(UTF_8), "image/png", "key"))
        .hasToString("Blob{image/png, 3 bytes, sha256=" + SHA256_OF_ABC + "}");
  }
}
