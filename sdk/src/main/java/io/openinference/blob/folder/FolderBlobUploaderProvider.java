// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.BlobUploaderProvider;
import io.openinference.instrumentation.spi.HostSettings;
import org.jspecify.annotations.Nullable;

/** Creates the {@link FolderBlobUploader} for {@code OPENINFERENCE_BLOB_UPLOADER=folder}. */
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
