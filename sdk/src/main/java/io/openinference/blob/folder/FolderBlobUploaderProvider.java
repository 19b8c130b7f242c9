// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

import io.openinference.instrumentation.BlobUploader;
import io.openinference.instrumentation.BlobUploaderProvider;
import io.openinference.instrumentation.spi.HostSettings;
import org.jspecify.annotations.Nullable;

/**
 * Creates the {@link FolderBlobUploader} for {@code OPENINFERENCE_BLOB_UPLOADER=folder}. {@link
 * java.util.ServiceLoader} makes this object; applications do not use this class.
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
