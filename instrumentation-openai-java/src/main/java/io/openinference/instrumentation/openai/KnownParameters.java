// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import java.util.Set;

/**
 * The request parameters that hold no content, although they are not numbers.
 *
 * <p>Other parameters that a server accepts, such as {@code documents} or {@code
 * chat_template_kwargs}, may hold text of the user.
 */
final class KnownParameters {

  static final Set<String> NAMES =
      Set.of(
          "audio",
          "background",
          "chunking_strategy",
          "context_management",
          "conversation",
          "encoding_format",
          "function_call",
          "include",
          "input_fidelity",
          "language",
          "logit_bias",
          "logprobs",
          "metadata",
          "modalities",
          "model",
          "models",
          "moderation",
          "output_format",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "provider",
          "quality",
          "reasoning",
          "reasoning_effort",
          "reasoning_format",
          "response_format",
          "route",
          "safety_identifier",
          "service_tier",
          "size",
          "stop",
          "stop_token_ids",
          "stream",
          "stream_format",
          "stream_options",
          "style",
          "text",
          "thinking",
          "timestamp_granularities",
          "tool_choice",
          "transforms",
          "truncation",
          "user",
          "verbosity",
          "voice",
          "web_search_options");

  private KnownParameters() {}
}
