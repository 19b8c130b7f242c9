// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.core.ObjectMappers;
import io.openinference.instrumentation.api.wire.ModelJson;

/** Reads the models of anthropic-java. */
final class Models {

  // Kept here, because older releases create a new mapper at each call.
  static final ModelJson JSON = new ModelJson(ObjectMappers.jsonMapper());

  private Models() {}
}
