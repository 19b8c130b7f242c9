// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.openinference.testing.LogCapture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FolderSettingsTest {

  @TempDir Path folder;

  private final Map<String, String> properties = new HashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final FolderSettings settings = new FolderSettings(properties::get, variables::get);

  @BeforeEach
  void setFolder() {
    variables.put(FolderSettings.PATH, folder.toString());
  }

  @Test
  void hasDefaults() {
    FolderBlobUploaderBuilder builder = settings.toBuilder();

    assertThat(builder.folder.uri()).isEqualTo(folder.toUri().toString());
    assertThat(builder.baseUri).isEqualTo(folder.toUri().toString());
    assertThat(builder.maxQueueSize).isEqualTo(1024);
    assertThat(builder.maxQueueBytes).isEqualTo(67_108_864);
  }

  @Test
  void readsVariables() {
    variables.put(FolderSettings.BASE_URI, "https://media.example");
    variables.put(FolderSettings.MAX_QUEUE_SIZE, "5");
    variables.put(FolderSettings.MAX_QUEUE_BYTES, " 2147483647 ");

    FolderBlobUploaderBuilder builder = settings.toBuilder();

    assertThat(builder.baseUri).isEqualTo("https://media.example/");
    assertThat(builder.maxQueueSize).isEqualTo(5);
    assertThat(builder.maxQueueBytes).isEqualTo(Integer.MAX_VALUE);
  }

  @Test
  void readsPropertiesBeforeVariables() {
    variables.put(FolderSettings.PATH, "/dev/null");
    properties.put("openinference.blob.folder.path", folder.toString());
    variables.put(FolderSettings.MAX_QUEUE_SIZE, "5");
    properties.put("openinference.blob.folder.max.queue.size", "6");
    properties.put("openinference.blob.folder.base.uri", "s3://bucket");

    FolderBlobUploaderBuilder builder = settings.toBuilder();

    assertThat(builder.folder.uri()).isEqualTo(folder.toUri().toString());
    assertThat(builder.maxQueueSize).isEqualTo(6);
    assertThat(builder.baseUri).isEqualTo("s3://bucket/");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " "})
  void asksForFolder(String unset) {
    variables.put(FolderSettings.PATH, unset);

    assertThatThrownBy(settings::toBuilder)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "OPENINFERENCE_BLOB_FOLDER_PATH is not set but must be the path of the folder to store"
                + " images in");
  }

  @Test
  void refusesFolderByTheNameOfItsProperty() throws IOException {
    String file = Files.createFile(folder.resolve("file")).toString();
    properties.put("openinference.blob.folder.path", file);

    assertThatThrownBy(settings::toBuilder)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "openinference.blob.folder.path is \""
                + file
                + "\" but must be a folder that exists or can be created, and that is writable");
  }

  @Test
  void refusesWhatIsNoPath() {
    variables.put(FolderSettings.PATH, "ima\0ges");

    assertThatThrownBy(settings::toBuilder)
        .hasMessageStartingWith(
            "OPENINFERENCE_BLOB_FOLDER_PATH is \"ima\0ges\" but must be a folder");
  }

  @Test
  void refusesBadBaseUri() {
    variables.put(FolderSettings.BASE_URI, "media.example");

    assertThatThrownBy(settings::toBuilder)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "OPENINFERENCE_BLOB_FOLDER_BASE_URI is \"media.example\" but must be an absolute URI"
                + " such as https://media.example/images, without user info, query and fragment");
  }

  @ParameterizedTest
  @CsvSource({"0", "-1", "many", "1k", "2147483648"})
  void warnsOfBadBoundAndUsesDefault(String bound) {
    variables.put(FolderSettings.MAX_QUEUE_SIZE, bound);
    variables.put(FolderSettings.MAX_QUEUE_BYTES, bound);
    try (LogCapture log = LogCapture.of(FolderBlobUploader.class)) {
      FolderBlobUploaderBuilder builder = settings.toBuilder();

      assertThat(builder.maxQueueSize).isEqualTo(1024);
      assertThat(builder.maxQueueBytes).isEqualTo(67_108_864);
      assertThat(log.messages())
          .containsExactly(
              "OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_SIZE is \""
                  + bound
                  + "\" but must be a number of images from 1 to 2147483647; using 1024.",
              "OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_BYTES is \""
                  + bound
                  + "\" but must be a number of bytes from 1 to 2147483647; using 67108864.");
    }
  }
}
