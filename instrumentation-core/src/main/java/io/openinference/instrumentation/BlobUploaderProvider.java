// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Creates the {@link BlobUploader} that {@code OPENINFERENCE_BLOB_UPLOADER} names.
 *
 * <p>Core finds providers through {@link java.util.ServiceLoader}: list the class in {@code
 * META-INF/services/io.openinference.instrumentation.BlobUploaderProvider}. The class is public and
 * has a public constructor without parameters. The constructor should do no work, because core also
 * constructs providers that no setting names.
 *
 * @since 0.1.0
 */
public interface BlobUploaderProvider {

  /**
   * Returns the name that selects this provider; names are case-sensitive.
   *
   * @return a constant that is unique among the providers on the class path
   */
  String name();

  /**
   * Creates the uploader. Core calls this method at most once per process, and again only if it
   * throws; all configurations share the uploader.
   *
   * @return a new uploader that has read its own settings
   */
  BlobUploader create();
}
