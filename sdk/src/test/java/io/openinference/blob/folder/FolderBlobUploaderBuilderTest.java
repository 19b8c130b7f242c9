// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderBlobUploaderBuilderTest {

  @TempDir Path folder;

  @ParameterizedTest
  @CsvSource({
    "https://media.example,https://media.example/",
    "https://media.example/a/b/,https://media.example/a/b/",
    "' https://media.example:8443/a%20b ',https://media.example:8443/a%20b/",
    "s3://my_bucket/images,s3://my_bucket/images/",
    "file:///srv/images,file:///srv/images/",
    "file://server/images,file://server/images/"
  })
  void takesBaseUri(String uri, String recorded) {
    assertThat(FolderBlobUploader.builder(folder).baseUri(uri).baseUri).isEqualTo(recorded);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "media.example/images",
        "/srv/images",
        "//media.example/images",
        "https://",
        "https:///images",
        "c://images",
        "media:8080",
        "data:image/png;base64,AAAA",
        "https://media.example/a b",
        "https://media.example/images?sig=1",
        "https://media.example/#images"
      })
  void refusesOtherBaseUri(String uri) {
    assertThatThrownBy(() -> FolderBlobUploader.builder(folder).baseUri(uri))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "baseUri is \""
                + uri
                + "\" but must be an absolute URI such as https://media.example/images, without"
                + " user info, query and fragment");
  }

  @Test
  void doesNotRepeatPassword() {
    assertThatThrownBy(
            () -> FolderBlobUploader.builder(folder).baseUri("https://me:secret@media.example"))
        .hasMessageContaining("\"https://****@media.example\"")
        .hasMessageNotContaining("secret");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, -1, Integer.MIN_VALUE})
  void refusesBoundsThatAreNotPositive(int bound) {
    FolderBlobUploaderBuilder builder = FolderBlobUploader.builder(folder);

    assertThatThrownBy(() -> builder.maxQueueSize(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxQueueSize is " + bound + " but must be 1 or more images");
    assertThatThrownBy(() -> builder.maxQueueBytes(bound))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("maxQueueBytes is " + bound + " but must be 1 or more bytes");
  }

  @Test
  void refusesFolderBelowFile() throws IOException {
    Path below = Files.createFile(folder.resolve("file")).resolve("images");

    assertThatThrownBy(() -> FolderBlobUploader.create(below))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "folder is \""
                + below
                + "\" but must be a folder that exists or can be created, and that is writable");
  }
}
