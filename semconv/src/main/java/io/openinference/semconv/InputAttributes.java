// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of the input of an operation.
 *
 * @since 0.1.0
 */
public final class InputAttributes {

  /**
   * Files that an operation of any kind received, such as PDFs. Parts: {@link DocumentAttributes},
   * as in {@code input.documents.0.document.url}.
   */
  public static final ObjectListKey INPUT_DOCUMENTS = new ObjectListKey("input.documents");

  /**
   * Images that an operation of any kind received. Part: {@link ImageAttributes#IMAGE_URL}, as in
   * {@code input.images.0.image.url}.
   */
  public static final ObjectListKey INPUT_IMAGES = new ObjectListKey("input.images");

  /**
   * Format of {@link #INPUT_VALUE}: a value of {@link MimeType}. Absent means {@link
   * MimeType#TEXT}.
   */
  public static final AttributeKey<String> INPUT_MIME_TYPE = stringKey("input.mime_type");

  /** Input of the operation, as text in the format of {@link #INPUT_MIME_TYPE}. */
  public static final AttributeKey<String> INPUT_VALUE = stringKey("input.value");

  private InputAttributes() {}
}
