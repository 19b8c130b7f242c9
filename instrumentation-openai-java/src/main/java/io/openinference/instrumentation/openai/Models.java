// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.core.ObjectMappers;
import io.openinference.instrumentation.api.wire.ModelJson;

/** Reads the models of openai-java. */
final class Models {

  // Cached, because older releases create a new mapper for each call.
  static final ModelJson JSON = new ModelJson(ObjectMappers.jsonMapper());

  private Models() {}
}
