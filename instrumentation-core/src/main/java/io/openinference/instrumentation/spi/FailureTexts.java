// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import org.jspecify.annotations.Nullable;

/**
 * Replaces credentials in the texts of failures: messages and stack traces of exceptions,
 * descriptions of statuses, and errors in bodies. Providers quote the key that they refuse.
 *
 * <pre>{@code
 * Incorrect API key provided: sk-proj-1a2b3c4d.  ->  Incorrect API key provided: __REDACTED__.
 * }</pre>
 *
 * <p>Four kinds are replaced: private keys, user info of URLs, values behind the name of a
 * credential, and keys that have the form of a known issuer. Texts of messages are not searched:
 * there, a user may write about keys.
 *
 * @since 0.1.0
 */
public final class FailureTexts {

  /**
   * Returns a text without credentials.
   *
   * @return the same text if it holds none
   */
  public static @Nullable String redact(@Nullable String text) {
    return text == null
        ? null
        : IssuedKeys.redact(NamedCredentials.redact(UserInfo.redact(PrivateKeys.redact(text))));
  }

  private FailureTexts() {}
}
