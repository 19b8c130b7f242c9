// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Moves large binary content to storage of its own, so that a span holds only its address.
 *
 * <p>Images, audio, video and files in base64 that are longer than {@link
 * TraceConfig#base64ImageMaxLength()} go to the uploader; the attribute, such as {@code image.url},
 * then holds the returned URI. Hidden content is never uploaded. Give an uploader in code with
 * {@link TraceConfigBuilder#blobUploader}, or publish a {@link BlobUploaderProvider} and name it in
 * {@code OPENINFERENCE_BLOB_UPLOADER}.
 *
 * <pre>{@code
 * BlobUploader uploader = blob -> {
 *   boolean accepted = queue.offer(blob); // written by a thread of the uploader
 *   return accepted ? "https://media.example/" + blob.fileName() : null;
 * };
 * }</pre>
 *
 * <p>Contract of an implementation:
 *
 * <ul>
 *   <li>{@link #upload} runs on the thread of the traced call and must not block it: it computes
 *       the address, hands the bytes to a thread of its own and returns.
 *   <li>It is called from many threads at once.
 *   <li>Its threads, queue and flush at JVM exit are its own affair.
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
   * @param blob the content, the uploader's to keep
   * @return an absolute URI with a scheme, at best one that a browser resolves, or null if the
   *     content was not accepted. After null, an invalid URI, a {@code data:} URI or an exception
   *     the span records {@code __REDACTED__}.
   */
  @Nullable String upload(Blob blob);

  /**
   * Writes what is pending and stops background work. Called by whoever owns the uploader; the
   * instrumentation never calls it, because several of them share one uploader.
   *
   * @param timeout how long to wait at most
   */
  default void shutdown(Duration timeout) {}
}
