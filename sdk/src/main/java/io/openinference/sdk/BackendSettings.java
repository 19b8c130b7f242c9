// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that a backend needs.
 *
 * @param defaultBase the address without the path below it, null for Phoenix
 * @param baseProperties the settings that hold another address; the first that is set wins
 * @param path the path of OTLP below the address
 * @param projectProperty the backend's own setting for the project
 * @param readsOnlyGenAi whether the backend ignores OpenInference
 * @param headers the headers, in order
 */
record BackendSettings(
    @Nullable String defaultBase,
    List<String> baseProperties,
    String path,
    @Nullable String projectProperty,
    boolean readsOnlyGenAi,
    List<Header> headers) {

  /** The source of a header's value. */
  enum Source {
    /** The value of the setting, without the blanks around it. */
    TEXT,
    /** The API key of the code, else the value of the setting. */
    KEY,
    /** The same as KEY, after the word Bearer. */
    BEARER_KEY,
    /** The word Basic, followed by two keys that are joined by a colon and encoded in Base64. */
    BASIC_KEYS,
    /** The project of the span's resource. */
    PROJECT,
    /** A fixed value. */
    FIXED
  }

  /**
   * A header.
   *
   * @param name the name in lower case
   * @param source the source of the value
   * @param isRequired whether the backend refuses spans without the header
   * @param settings the settings to read, or the fixed value
   */
  record Header(String name, Source source, boolean isRequired, List<String> settings) {}

  private static Header header(String name, Source source, String... settings) {
    return new Header(name, source, false, List.of(settings));
  }

  private static Header required(String name, Source source, String... settings) {
    return new Header(name, source, true, List.of(settings));
  }

  static BackendSettings of(Backend backend) {
    return switch (backend) {
      case PHOENIX -> phoenix();
      case ARIZE_AX -> arizeAx();
      case LANGFUSE -> langfuse();
      case LANGSMITH -> langSmith();
      case BRAINTRUST -> braintrust();
      case OPIK -> opik();
      case MLFLOW -> mlflow();
      case DATADOG -> datadog();
      case HONEYCOMB -> honeycomb();
      case COLLECTOR -> at("http://localhost:4318").with("/v1/traces", null);
    };
  }

  private static BackendSettings phoenix() {
    return new BackendSettings(null, List.of(), "", null, false, List.of());
  }

  private static BackendSettings arizeAx() {
    return at("https://otlp.arize.com", "arize.collector.endpoint")
        .with("/v1/traces", "arize.project.name")
        .with(required(Headers.AUTHORIZATION, Source.KEY, "arize.api.key"))
        .with(required("arize-space-id", Source.TEXT, "arize.space.id"))
        .with(header("arize-interface", Source.FIXED, "otel"));
  }

  private static BackendSettings langfuse() {
    return at("https://cloud.langfuse.com", "langfuse.base.url", "langfuse.host")
        .with("/api/public/otel/v1/traces", null)
        .with(
            required(
                Headers.AUTHORIZATION,
                Source.BASIC_KEYS,
                "langfuse.public.key",
                "langfuse.secret.key"));
  }

  private static BackendSettings langSmith() {
    return at("https://api.smith.langchain.com", "langsmith.endpoint")
        .with("/otel/v1/traces", "langsmith.project")
        .withGenAi()
        .with(required("x-api-key", Source.KEY, "langsmith.api.key"))
        .with(header("langsmith-project", Source.PROJECT));
  }

  private static BackendSettings braintrust() {
    return at("https://api.braintrust.dev", "braintrust.api.url")
        .with("/otel/v1/traces", null)
        .withGenAi()
        .with(required(Headers.AUTHORIZATION, Source.BEARER_KEY, "braintrust.api.key"))
        .with(required("x-bt-parent", Source.PROJECT, "braintrust.parent", "project_name:"));
  }

  private static BackendSettings opik() {
    return at("https://www.comet.com/opik/api", "opik.url.override")
        .with("/v1/private/otel/v1/traces", "opik.project.name")
        .with(header(Headers.AUTHORIZATION, Source.KEY, "opik.api.key"))
        .with(header("comet-workspace", Source.TEXT, "opik.workspace"))
        .with(header("projectname", Source.PROJECT));
  }

  private static BackendSettings mlflow() {
    return at("http://localhost:5000", "mlflow.tracking.uri")
        .with("/v1/traces", null)
        .with(required("x-mlflow-experiment-id", Source.TEXT, "mlflow.experiment.id", "=0"))
        .with(header("x-mlflow-run-id", Source.TEXT, "mlflow.run.id"))
        .with(header(Headers.AUTHORIZATION, Source.BEARER_KEY, "mlflow.tracking.token"));
  }

  private static BackendSettings datadog() {
    return at("https://otlp.{dd.site=datadoghq.com}")
        .with("/v1/traces", null)
        .with(required("dd-api-key", Source.KEY, "dd.api.key"))
        .with(header("dd-otlp-source", Source.FIXED, "llmobs"));
  }

  private static BackendSettings honeycomb() {
    return at("https://api.honeycomb.io", "honeycomb.api.endpoint")
        .with("/v1/traces", null)
        .with(required("x-honeycomb-team", Source.KEY, "honeycomb.api.key"));
  }

  private static BackendSettings at(String base, String... properties) {
    return new BackendSettings(base, List.of(properties), "", null, false, List.of());
  }

  private BackendSettings with(String path, @Nullable String projectProperty) {
    return new BackendSettings(
        defaultBase, baseProperties, path, projectProperty, readsOnlyGenAi, headers);
  }

  private BackendSettings with(Header header) {
    List<Header> all = new ArrayList<>(headers);
    all.add(header);
    return new BackendSettings(
        defaultBase, baseProperties, path, projectProperty, readsOnlyGenAi, List.copyOf(all));
  }

  private BackendSettings withGenAi() {
    return new BackendSettings(defaultBase, baseProperties, path, projectProperty, true, headers);
  }
}
