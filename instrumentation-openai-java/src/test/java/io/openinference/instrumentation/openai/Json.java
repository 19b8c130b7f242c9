// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.openai.core.ObjectMappers;

/**
 * The library's mapper, one for all tests: each mapper learns the library's types anew, which takes
 * longer than a call.
 */
final class Json {

  static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  private Json() {}
}
