// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringArrayKey;

import io.opentelemetry.api.common.AttributeKey;
import java.util.List;

/**
 * Attributes of tags.
 *
 * @since 0.1.0
 */
public final class TagAttributes {

  /** Tags that categorize the span; any number of strings. */
  public static final AttributeKey<List<String>> TAG_TAGS = stringArrayKey("tag.tags");

  private TagAttributes() {}
}
