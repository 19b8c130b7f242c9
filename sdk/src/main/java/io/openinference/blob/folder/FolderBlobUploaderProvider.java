// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.BlobUploaderProvider;
import io.openinference.instrumentation.spi.HostSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link FolderBlobUploader} for {@code OPENINFERENCE_BLOB_UPLOADER=folder}.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>Variable</th><th>Meaning</th><th>Default</th></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_PATH}</td><td>the folder, created if it does not
 *     exist</td><td>none, must be set</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_BASE_URI}</td><td>the public address of the
 *     folder</td><td>its {@code file://} address</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_SIZE}</td><td>maximum number of queued
 *     images</td><td>1,024</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_BYTES}</td><td>maximum bytes of queued
 *     images</td><td>67,108,864</td></tr>
 * </table>
 *
 * <p>System properties come first. For example, the system property for {@code
 * OPENINFERENCE_BLOB_FOLDER_PATH} is {@code openinference.blob.folder.path}.
 */
final class FolderBlobUploaderProvider implements BlobUploaderProvider {

  // Public, because ServiceLoader lists no class without a public constructor.
  public FolderBlobUploaderProvider() {}

  /** Returns {@code folder}. */
  @Override
  public String name() {
    return "folder";
  }

  /**
   * Creates the uploader that the environment describes.
   *
   * @throws IllegalArgumentException if no folder is set, or if the folder or the base URI is
   *     invalid
   */
  @Override
  public BlobUploader create() {
    return new FolderSettings(System::getProperty, FolderBlobUploaderProvider::variable)
        .toBuilder().build();
  }

  private static @Nullable String variable(String name) {
    String value = System.getenv(name);
    return value == null ? HostSettings.get(name) : value;
  }
}
