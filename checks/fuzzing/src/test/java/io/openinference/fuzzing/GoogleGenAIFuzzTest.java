// SPDX-License-Identifier: Apache-2.0
package io.openinference.fuzzing;

import com.google.genai.ApiResponse;
import com.google.genai.HttpApiClient;
import com.google.genai.types.ClientOptions;
import com.google.genai.types.HttpOptions;
import com.google.genai.types.HttpRetryOptions;
import io.openinference.instrumentation.TraceConfig;
import io.openinference.instrumentation.googlegenai.GoogleGenAIInstrumentor;
import io.openinference.testing.StreamEncoding;
import io.opentelemetry.api.OpenTelemetry;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/** Malformed exchanges of google-genai, through the class that all its services send with. */
class GoogleGenAIFuzzTest extends AbstractExchangeFuzzTest {

  private final ClientOptions options = ClientOptions.builder().build();
  private String baseUrl;

  GoogleGenAIFuzzTest() {
    super(
        Sample.of(
            "google",
            "content",
            "error-in-stream",
            "embeddings",
            "vertex-embeddings",
            "images",
            "interactions",
            "cache"),
        StreamEncoding.SERVER_SENT_EVENTS);
  }

  @Override
  void open(String url) {
    baseUrl = url;
  }

  @Override
  void close() {}

  @Override
  String event(Sample sample, Object event) {
    return Corpus.write(event);
  }

  @Override
  void call(
      Sample sample,
      Way way,
      Map<String, Object> request,
      OpenTelemetry openTelemetry,
      TraceConfig config,
      Consumer<Object> seen)
      throws Exception {
    HttpApiClient client =
        new HttpApiClient(
            Optional.of("key"),
            Optional.of(
                HttpOptions.builder()
                    .baseUrl(baseUrl)
                    .retryOptions(HttpRetryOptions.builder().attempts(1).build())
                    .build()),
            Optional.of(
                openTelemetry == null
                    ? options
                    : GoogleGenAIInstrumentor.builder(openTelemetry)
                        .config(config)
                        .build()
                        .wrap(options)));
    String path =
        way.isStream()
            ? sample.api().replace("generateContent", "streamGenerateContent?alt=sse")
            : sample.api();
    String json = Corpus.write(request);
    try (ApiResponse response =
        way.isAsync()
            ? client.asyncRequest("post", path, json, Optional.empty()).get()
            : client.request("post", path, json, Optional.empty())) {
      seen.accept(response.getBody().string());
    }
  }
}
