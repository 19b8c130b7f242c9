// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

/**
 * Service that makes the {@link BlobUploader} named in {@code OPENINFERENCE_BLOB_UPLOADER}.
 *
 * <p>Found through {@link java.util.ServiceLoader}: list the class in {@code
 * META-INF/services/io.openinference.instrumentation.BlobUploaderProvider}. Constructing a provider
 * should cost nothing, since providers that nobody named are constructed as well.
 *
 * @since 0.1.0
 */
public interface BlobUploaderProvider {

  /**
   * The name that selects this provider, compared with regard to case.
   *
   * @return a constant, unique among the providers at hand
   */
  String name();

  /**
   * Makes the uploader. Called at most once per process unless it throws; all configurations share
   * the result.
   *
   * @return a new uploader, which reads its own settings
   */
  BlobUploader create();
}
