// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.masking.BodyShape;
import java.util.Set;

/**
 * The fields of requests that hold no content, of all model families. A field of another name may
 * hold any. Numbers and booleans need no name here.
 */
final class KnownParameters {

  private static final Set<String> NAMES =
      Set.of(
          "additionalModelResponseFieldPaths",
          "anthropic_beta",
          "anthropic_version",
          "aspect_ratio",
          "citation_quality",
          "container",
          "context_management",
          "embeddingTypes",
          "guardrailConfig",
          "imageGenerationConfig",
          "inferenceConfig",
          "logit_bias",
          "mcp_servers",
          "metadata",
          "mode",
          "model",
          "outputConfig",
          "output_config",
          "output_format",
          "performanceConfig",
          "prompt_truncation",
          "reasoning_effort",
          "requestMetadata",
          "response_format",
          "return_likelihoods",
          "safety_mode",
          "sampler",
          "schemaVersion",
          "serviceTier",
          "service_tier",
          "stop",
          "stop_sequences",
          "style_preset",
          "taskType",
          "textGenerationConfig",
          "thinking",
          "toolChoice",
          "tool_choice",
          "truncate");

  /** Returns a builder for the body of a language model. */
  static BodyShape.Builder shape() {
    return BodyShape.builder().plainParameters(NAMES);
  }

  private KnownParameters() {}
}
