// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of a span's metadata.
 *
 * @since 0.1.0
 */
public final class MetadataAttributes {

  /** Further data about the span, as the text of a JSON object. */
  public static final AttributeKey<String> METADATA = stringKey("metadata");

  private MetadataAttributes() {}
}
