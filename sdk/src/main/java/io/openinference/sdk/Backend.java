// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A backend that spans can go to. A backend decides endpoint and headers, and whether spans also
 * have attributes of {@code gen_ai}. The backend's own variables supply keys and addresses.
 *
 * <pre>{@code
 * OpenInferenceSdk.builder().backend(Backend.LANGFUSE).register();
 * }</pre>
 *
 * <p>The environment variable {@code OPENINFERENCE_BACKEND} takes the names in lower case, such as
 * {@code langfuse} and {@code arize-ax}.
 *
 * @since 0.1.0
 */
public enum Backend {
  /** Phoenix, the default. */
  PHOENIX,
  /** Arize AX: {@code ARIZE_API_KEY}, {@code ARIZE_SPACE_ID}, {@code ARIZE_PROJECT_NAME}. */
  ARIZE_AX,
  /** Langfuse: {@code LANGFUSE_PUBLIC_KEY}, {@code LANGFUSE_SECRET_KEY}, {@code LANGFUSE_HOST}. */
  LANGFUSE,
  /**
   * LangSmith: {@code LANGSMITH_API_KEY}, {@code LANGSMITH_PROJECT}, {@code LANGSMITH_ENDPOINT}.
   */
  LANGSMITH,
  /** Braintrust: {@code BRAINTRUST_API_KEY}, {@code BRAINTRUST_PARENT}. */
  BRAINTRUST,
  /** Opik: {@code OPIK_API_KEY}, {@code OPIK_WORKSPACE}, {@code OPIK_PROJECT_NAME}. */
  OPIK,
  /** MLflow: {@code MLFLOW_TRACKING_URI}, {@code MLFLOW_EXPERIMENT_ID}. */
  MLFLOW,
  /** Datadog LLM Observability: {@code DD_API_KEY}, {@code DD_SITE}. */
  DATADOG,
  /** Honeycomb: {@code HONEYCOMB_API_KEY}. */
  HONEYCOMB,
  /** An OpenTelemetry Collector, or any other receiver at {@code http://localhost:4318}. */
  COLLECTOR;

  static final String PROPERTY = "openinference.backend";

  BackendSettings settings() {
    return BackendSettings.of(this);
  }

  /** Returns the name that the environment variable takes, such as {@code arize-ax}. */
  public String value() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /** Tells whether the backend shows nothing of a span that has no {@code gen_ai} attributes. */
  boolean readsOnlyGenAi() {
    return settings().readsOnlyGenAi();
  }

  static @Nullable Backend find(String name) {
    String value = name.trim().toLowerCase(Locale.ROOT).replace('_', '-');
    for (Backend backend : values()) {
      if (backend.value().equals(value) || backend.value().replace("-", "").equals(value)) {
        return backend;
      }
    }
    return null;
  }

  static String names() {
    return Arrays.stream(values()).map(Backend::value).collect(Collectors.joining(", "));
  }
}
