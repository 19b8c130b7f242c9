// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;
import io.openinference.instrumentation.api.masking.KnownParameters;
import java.util.Set;

/** The parts that the bodies of all of OpenAI's APIs share. */
final class BodyShapes {

  private static final Set<String> PARAMETERS =
      KnownParameters.and(
          "audio",
          "background",
          "chunking_strategy",
          "conversation",
          "encoding_format",
          "function_call",
          "include",
          "input_fidelity",
          "language",
          "logprobs",
          "modalities",
          "models",
          "moderation",
          "parallel_tool_calls",
          "previous_response_id",
          "prompt_cache_key",
          "prompt_cache_options",
          "prompt_cache_retention",
          "provider",
          "quality",
          "reasoning",
          "reasoning_format",
          "route",
          "safety_identifier",
          "size",
          "stop_token_ids",
          "stream",
          "stream_format",
          "stream_options",
          "style",
          "text",
          "timestamp_granularities",
          "transforms",
          "truncation",
          "user",
          "verbosity",
          "voice",
          "web_search_options");

  static BodyShape.Builder builder() {
    return BodyShape.builder()
        .plainParameters(PARAMETERS)
        .response("error", ContentKind.ERROR)
        .parametersInResponse("metadata", "service_tier")
        .details("id", "object", "created", "created_at", "model", "system_fingerprint", "usage");
  }

  private BodyShapes() {}
}
