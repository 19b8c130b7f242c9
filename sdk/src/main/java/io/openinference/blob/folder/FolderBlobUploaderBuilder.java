// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

/**
 * Configures a {@link FolderBlobUploader}. The builder reads nothing from the environment.
 *
 * <p>Setters throw an exception that names an invalid value.
 *
 * @since 0.1.0
 */
public final class FolderBlobUploaderBuilder {

  static final int DEFAULT_MAX_QUEUE_SIZE = 1024;
  static final int DEFAULT_MAX_QUEUE_BYTES = 64 * 1024 * 1024;

  final BlobFolder folder;
  String baseUri;
  int maxQueueSize = DEFAULT_MAX_QUEUE_SIZE;
  int maxQueueBytes = DEFAULT_MAX_QUEUE_BYTES;

  FolderBlobUploaderBuilder(BlobFolder folder) {
    this.folder = folder;
    this.baseUri = folder.uri();
  }

  /**
   * Sets the public address of the folder, such as {@code https://media.example/images}. Spans
   * record this address, a slash and the file name. The default is the folder's {@code file://}
   * address.
   *
   * @throws IllegalArgumentException if the address is not an absolute URI with a scheme and a
   *     host, or has user info, a query or a fragment
   */
  public FolderBlobUploaderBuilder baseUri(String baseUri) {
    this.baseUri = BaseUri.parse("baseUri", baseUri);
    return this;
  }

  /**
   * Sets the maximum number of images that wait to be written, including the one being written. The
   * default is 1,024.
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public FolderBlobUploaderBuilder maxQueueSize(int maxQueueSize) {
    this.maxQueueSize = requirePositive("maxQueueSize", maxQueueSize, "images");
    return this;
  }

  /**
   * Sets the maximum number of bytes of images that wait to be written, including those being
   * written. A larger image is always rejected. The default is 67,108,864 (64 MiB).
   *
   * @throws IllegalArgumentException if the number is not positive
   */
  public FolderBlobUploaderBuilder maxQueueBytes(int maxQueueBytes) {
    this.maxQueueBytes = requirePositive("maxQueueBytes", maxQueueBytes, "bytes");
    return this;
  }

  /** Returns the uploader, which also writes queued images when the JVM shuts down. */
  public FolderBlobUploader build() {
    return FolderBlobUploader.start(this, folder::write, System::nanoTime);
  }

  private static int requirePositive(String setting, int value, String unit) {
    if (value <= 0) {
      throw new IllegalArgumentException(
          setting + " is " + value + " but must be 1 or more " + unit);
    }
    return value;
  }
}
