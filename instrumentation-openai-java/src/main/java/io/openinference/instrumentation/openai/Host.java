// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import org.jspecify.annotations.Nullable;

/** Where a client sends its requests; made once per client. */
final class Host {

  private final @Nullable String provider;

  private Host(@Nullable String provider) {
    this.provider = provider;
  }

  /**
   * Derives the provider from a base URL.
   *
   * @param baseUrl for example {@code https://api.openai.com/v1}, or null where it is not known
   */
  static Host of(@Nullable String baseUrl) {
    return new Host(baseUrl == null ? null : "openai");
  }

  /** Returns the value of {@code llm.provider}, or null for a host that is not known. */
  @Nullable String provider() {
    return provider;
  }
}
