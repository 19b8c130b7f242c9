// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import io.openinference.instrumentation.api.masking.BodyShape;
import io.openinference.instrumentation.api.masking.ContentKind;

/** The parts that the bodies of all of OpenAI's APIs share. */
final class BodyShapes {

  static BodyShape.Builder builder() {
    return BodyShape.builder()
        .plainParameters(KnownParameters.NAMES)
        .response("error", ContentKind.ERROR)
        .parametersInResponse("metadata", "service_tier")
        .details("id", "object", "created", "created_at", "model", "system_fingerprint", "usage");
  }

  private BodyShapes() {}
}
