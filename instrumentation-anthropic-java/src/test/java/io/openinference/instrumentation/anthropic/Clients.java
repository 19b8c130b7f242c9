// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import com.anthropic.client.okhttp.AnthropicOkHttpClient;
import com.anthropic.core.ObjectMappers;
import com.fasterxml.jackson.databind.json.JsonMapper;

/** The clients of the tests. */
final class Clients {

  /** A client makes a mapper of its own otherwise, and a new mapper looks at each class again. */
  private static final JsonMapper MAPPER = ObjectMappers.jsonMapper();

  static AnthropicOkHttpClient.Builder builder(String baseUrl) {
    return AnthropicOkHttpClient.builder().jsonMapper(MAPPER).apiKey("test-key").baseUrl(baseUrl);
  }

  private Clients() {}
}
