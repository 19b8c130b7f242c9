// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Moves large binary content to external storage, so that the span holds only a URI.
 *
 * <p>The uploader receives images, audio, video and files in base64 that are longer than {@link
 * TraceConfig#base64ImageMaxLength()}. The attribute, such as {@code image.url}, then holds the URI
 * that the uploader returned. Hidden content is never uploaded. Set an uploader in code with {@link
 * TraceConfigBuilder#blobUploader}, or publish a {@link BlobUploaderProvider} and set {@code
 * OPENINFERENCE_BLOB_UPLOADER} to its name.
 *
 * <pre>{@code
 * BlobUploader uploader = blob -> {
 *   boolean accepted = queue.offer(blob); // written by a thread of the uploader
 *   return accepted ? "https://media.example/" + blob.fileName() : null;
 * };
 * }</pre>
 *
 * <p>An implementation must follow these rules:
 *
 * <ul>
 *   <li>{@link #upload} runs on the thread of the traced call and must not block. It computes the
 *       address, hands the bytes to another thread and returns.
 *   <li>Several threads may call {@link #upload} at the same time.
 *   <li>The uploader manages its own threads, its queue and its flush at JVM exit.
 * </ul>
 *
 * <p>Follows "External Blob Upload" of the OpenInference specification, which is experimental.
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface BlobUploader {

  /**
   * Accepts content for upload and returns at once.
   *
   * @param blob the content, which the uploader may keep
   * @return an absolute URI with a scheme, preferably one that a browser can open, or null if the
   *     uploader rejects the content. If the uploader returns null, an invalid URI or a {@code
   *     data:} URI, or throws, the span records {@code __REDACTED__}.
   */
  @Nullable String upload(Blob blob);

  /**
   * Writes pending content and stops background work. The owner of the uploader calls this method.
   * The instrumentation never does, because several instrumentations share one uploader.
   *
   * @param timeout the maximum time to wait
   */
  default void shutdown(Duration timeout) {}
}
