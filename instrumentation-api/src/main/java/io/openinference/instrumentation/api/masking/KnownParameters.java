// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.masking;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The request parameters that hold no content in any API, although they are not numbers.
 *
 * <p>Other parameters that a server accepts, such as {@code documents} or {@code
 * chat_template_kwargs}, may hold text of the user. A parameter that holds no content in one API
 * may hold content in another API. Each library therefore adds the names of its own API.
 *
 * @since 0.1.0
 */
public final class KnownParameters {

  private static final List<String> OF_ALL =
      List.of(
          "context_management",
          "logit_bias",
          "metadata",
          "model",
          "output_format",
          "reasoning_effort",
          "response_format",
          "service_tier",
          "stop",
          "stop_sequences",
          "thinking",
          "tool_choice");

  /**
   * Returns the parameters of all APIs and those of one API.
   *
   * @param names the parameters of the one API
   */
  public static Set<String> and(String... names) {
    Set<String> all = new LinkedHashSet<>(OF_ALL);
    all.addAll(List.of(names));
    return all;
  }

  private KnownParameters() {}
}
