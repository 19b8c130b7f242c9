// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.KnownParameters;
import java.util.Set;

/** The parts that the bodies of all families of models share. */
final class BodyShapes {

  /** The last chunk of a stream has the counts of the service. */
  static final String METRICS = "amazon-bedrock-invocationMetrics";

  private static final Set<String> PARAMETERS =
      KnownParameters.and(
          "additionalModelResponseFieldPaths",
          "aspect_ratio",
          "citation_quality",
          "embeddingTypes",
          "guardrailConfig",
          "imageGenerationConfig",
          "inferenceConfig",
          "mode",
          "outputConfig",
          "performanceConfig",
          "prompt_truncation",
          "requestMetadata",
          "return_likelihoods",
          "safety_mode",
          "sampler",
          "schemaVersion",
          "serviceTier",
          "style_preset",
          "taskType",
          "textGenerationConfig",
          "toolChoice",
          "truncate");

  static BodyShape.Builder builder() {
    return withMetrics(BodyShape.builder().plainParameters(PARAMETERS));
  }

  static BodyShape.Builder withMetrics(BodyShape.Builder shape) {
    return shape.details(METRICS);
  }

  private BodyShapes() {}
}
