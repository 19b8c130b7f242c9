// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.Function;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of the uploader from system properties and environment variables.
 *
 * <p>A system property comes before an environment variable, as everywhere in OpenInference. For
 * example, the system property for {@code OPENINFERENCE_BLOB_FOLDER_PATH} is {@code
 * openinference.blob.folder.path}. An empty value counts as unset.
 */
final class FolderSettings {

  static final String PATH = "OPENINFERENCE_BLOB_FOLDER_PATH";
  static final String BASE_URI = "OPENINFERENCE_BLOB_FOLDER_BASE_URI";
  static final String MAX_QUEUE_SIZE = "OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_SIZE";
  static final String MAX_QUEUE_BYTES = "OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_BYTES";

  private static final Logger LOGGER = Logger.getLogger(FolderBlobUploader.class.getName());

  private final Function<String, @Nullable String> properties;
  private final Function<String, @Nullable String> variables;

  FolderSettings(
      Function<String, @Nullable String> properties, Function<String, @Nullable String> variables) {
    this.properties = properties;
    this.variables = variables;
  }

  /**
   * Returns the builder that the environment describes.
   *
   * @throws IllegalArgumentException if no folder is set, or if the folder or the base URI is
   *     invalid, because there is no default that the user would expect
   */
  FolderBlobUploaderBuilder toBuilder() {
    FolderBlobUploaderBuilder builder = new FolderBlobUploaderBuilder(folder());
    Setting baseUri = get(BASE_URI);
    if (baseUri != null) {
      builder.baseUri = BaseUri.parse(baseUri.name, baseUri.value);
    }
    builder.maxQueueSize = bound(MAX_QUEUE_SIZE, builder.maxQueueSize, "images");
    builder.maxQueueBytes = bound(MAX_QUEUE_BYTES, builder.maxQueueBytes, "bytes");
    return builder;
  }

  private BlobFolder folder() {
    Setting setting = get(PATH);
    if (setting == null) {
      throw new IllegalArgumentException(
          PATH + " is not set but must be the path of the folder to store images in");
    }
    try {
      return BlobFolder.open(setting.name, Path.of(setting.value));
    } catch (InvalidPathException notAPath) {
      throw new IllegalArgumentException(
          BlobFolder.complaint(setting.name, setting.value), notAPath);
    }
  }

  private int bound(String variable, int defaultValue, String unit) {
    Setting setting = get(variable);
    if (setting == null) {
      return defaultValue;
    }
    try {
      int bound = Integer.parseInt(setting.value);
      if (bound > 0) {
        return bound;
      }
    } catch (NumberFormatException notANumber) {
      // The code below logs the same warning for zero and for text.
    }
    String allowed = "a number of " + unit + " from 1 to " + Integer.MAX_VALUE;
    LOGGER.warning(
        "%s is \"%s\" but must be %s; using %d."
            .formatted(setting.name, setting.value, allowed, defaultValue));
    return defaultValue;
  }

  private @Nullable Setting get(String variable) {
    String property = variable.toLowerCase(Locale.ROOT).replace('_', '.');
    Setting setting = setting(property, properties.apply(property));
    return setting != null ? setting : setting(variable, variables.apply(variable));
  }

  private static @Nullable Setting setting(String name, @Nullable String value) {
    return value == null || value.isBlank() ? null : new Setting(name, value.trim());
  }

  /** A trimmed value, and the name of the property or variable that holds the value. */
  private record Setting(String name, String value) {}
}
