// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of the user.
 *
 * @since 0.1.0
 */
public final class UserAttributes {

  /** Id of the user on whose behalf the application works. */
  public static final AttributeKey<String> USER_ID = stringKey("user.id");

  private UserAttributes() {}
}
