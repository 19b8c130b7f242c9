// SPDX-License-Identifier: Apache-2.0
package io.openinference.blob.folder;

/**
 * Configures a {@link FolderBlobUploader}. Reads nothing from the environment.
 *
 * <p>Setters throw at once on a value that is not allowed, and name it.
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
   * Sets the address under which the folder can be reached, such as {@code
   * https://media.example/images}. Spans record it with a slash and the file name appended. The
   * default is the folder's {@code file://} address.
   *
   * @throws IllegalArgumentException if it is no absolute URI with a scheme and a host, or has user
   *     info, a query or a fragment
   */
  public FolderBlobUploaderBuilder baseUri(String baseUri) {
    this.baseUri = BaseUri.parse("baseUri", baseUri);
    return this;
  }

  /**
   * Sets how many images may wait to be written, the one being written included. The default is
   * 1,024.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FolderBlobUploaderBuilder maxQueueSize(int maxQueueSize) {
    this.maxQueueSize = requirePositive("maxQueueSize", maxQueueSize, "images");
    return this;
  }

  /**
   * Sets how many bytes of images may wait to be written, those being written included. A larger
   * image is never accepted. The default is 67,108,864 (64 MiB).
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public FolderBlobUploaderBuilder maxQueueBytes(int maxQueueBytes) {
    this.maxQueueBytes = requirePositive("maxQueueBytes", maxQueueBytes, "bytes");
    return this;
  }

  /** Returns the uploader, which writes what waits when the JVM shuts down. */
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
