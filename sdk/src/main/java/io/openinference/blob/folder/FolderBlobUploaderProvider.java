// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.BlobUploaderProvider;

/**
 * Makes the {@link FolderBlobUploader} of {@code OPENINFERENCE_BLOB_UPLOADER=folder}.
 *
 * <table>
 * <caption>Settings</caption>
 * <tr><th>Variable</th><th>Meaning</th><th>Default</th></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_PATH}</td><td>the folder, made if it is not
 *     there</td><td>none, must be set</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_BASE_URI}</td><td>the address under which the folder can
 *     be reached</td><td>its {@code file://} address</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_SIZE}</td><td>images that may
 *     wait</td><td>1,024</td></tr>
 * <tr><td>{@code OPENINFERENCE_BLOB_FOLDER_MAX_QUEUE_BYTES}</td><td>bytes of images that may
 *     wait</td><td>67,108,864</td></tr>
 * </table>
 *
 * <p>The system property of {@code OPENINFERENCE_BLOB_FOLDER_PATH} is {@code
 * openinference.blob.folder.path}, and so on; properties come first.
 *
 * @since 0.1.0
 */
public final class FolderBlobUploaderProvider implements BlobUploaderProvider {

  /** Called by {@link java.util.ServiceLoader}. */
  public FolderBlobUploaderProvider() {}

  /** Returns {@code folder}. */
  @Override
  public String name() {
    return "folder";
  }

  /**
   * Makes the uploader that the environment asks for.
   *
   * @throws IllegalArgumentException if no folder is set, or if folder or base URI are not allowed
   */
  @Override
  public BlobUploader create() {
    return new EnvironmentSettings(System::getProperty, System::getenv).toBuilder().build();
  }
}
