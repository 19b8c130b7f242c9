// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of the output of an operation.
 *
 * @since 0.1.0
 */
public final class OutputAttributes {

  /**
   * Files that an operation of any kind returned, such as PDFs. Parts: {@link DocumentAttributes},
   * as in {@code output.documents.0.document.url}.
   */
  public static final ObjectListKey OUTPUT_DOCUMENTS = new ObjectListKey("output.documents");

  /**
   * Images that an operation of any kind returned. Part: {@link ImageAttributes#IMAGE_URL}, as in
   * {@code output.images.0.image.url}.
   */
  public static final ObjectListKey OUTPUT_IMAGES = new ObjectListKey("output.images");

  /**
   * Format of {@link #OUTPUT_VALUE}: a value of {@link MimeType}. Absent means {@link
   * MimeType#TEXT}.
   */
  public static final AttributeKey<String> OUTPUT_MIME_TYPE = stringKey("output.mime_type");

  /** Output of the operation, as text in the format of {@link #OUTPUT_MIME_TYPE}. */
  public static final AttributeKey<String> OUTPUT_VALUE = stringKey("output.value");

  private OutputAttributes() {}
}
