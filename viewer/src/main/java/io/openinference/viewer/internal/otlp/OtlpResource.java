// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.otlp;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The resource and the scope that spans of a request share.
 *
 * @since 0.1.0
 */
public record OtlpResource(
    Map<String, @Nullable Object> attributes,
    String scopeName,
    String scopeVersion,
    Map<String, @Nullable Object> scopeAttributes) {

  /** The resource of spans that name none. */
  public static final OtlpResource EMPTY = new OtlpResource(Map.of(), "", "", Map.of());
}
