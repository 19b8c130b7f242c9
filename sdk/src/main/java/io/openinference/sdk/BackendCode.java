// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.openinference.instrumentation.TraceConfig;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of the backend and of {@code gen_ai} that the application made in code; null means
 * that the environment decides.
 *
 * @param apiKey the key for a backend other than Phoenix
 * @param traceConfig what is hidden in converted spans
 */
record BackendCode(
    @Nullable Backend backend,
    @Nullable String apiKey,
    @Nullable Boolean enableGenAiSemconv,
    @Nullable Boolean convertGenAiSpans,
    @Nullable TraceConfig traceConfig) {

  static final BackendCode NONE = new BackendCode(null, null, null, null, null);

  /** Returns the settings as properties, which the autoconfiguration reads. */
  Map<String, String> properties() {
    Map<String, String> properties = new HashMap<>();
    if (backend != null) {
      properties.put(Backend.PROPERTY, backend.value());
    }
    if (enableGenAiSemconv != null) {
      properties.put(GenAiConversion.ENABLE, enableGenAiSemconv.toString());
    }
    if (convertGenAiSpans != null) {
      properties.put(GenAiConversion.CONVERT, convertGenAiSpans.toString());
    }
    return properties;
  }

  BackendCode withBackend(Backend value) {
    return new BackendCode(value, apiKey, enableGenAiSemconv, convertGenAiSpans, traceConfig);
  }

  BackendCode withApiKey(@Nullable String value) {
    return new BackendCode(backend, value, enableGenAiSemconv, convertGenAiSpans, traceConfig);
  }

  BackendCode withEnableGenAiSemconv(boolean value) {
    return new BackendCode(backend, apiKey, value, convertGenAiSpans, traceConfig);
  }

  BackendCode withConvertGenAiSpans(boolean value) {
    return new BackendCode(backend, apiKey, enableGenAiSemconv, value, traceConfig);
  }

  BackendCode withTraceConfig(TraceConfig value) {
    return new BackendCode(backend, apiKey, enableGenAiSemconv, convertGenAiSpans, value);
  }
}
