// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.anthropic;

import io.openinference.instrumentation.OpenInferenceTracer;
import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the application's provider inside anthropic-java.
 *
 * <p>Spans of calls that we trace are left out. Spans of tools and of their loop become TOOL and
 * AGENT spans. All other spans go to the application's provider.
 */
final class ToolTracerProvider implements TracerProvider {

  private static final String TOOL_RUNNER = "anthropic.messages.tool_runner";
  private static final String TOOL_USE = "_tool_use";

  private final OpenInferenceTracer tracer;

  ToolTracerProvider(OpenInferenceTracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public Tracer get(String scope) {
    return tracerBuilder(scope).build();
  }

  @Override
  public Tracer get(String scope, String version) {
    return tracerBuilder(scope).setInstrumentationVersion(version).build();
  }

  @Override
  public TracerBuilder tracerBuilder(String scope) {
    return new Builder(scope);
  }

  /** As the library does, which makes no spans and starts no SDK until a global one is set. */
  private static TracerProvider applicationProvider() {
    return ApplicationOpenTelemetry.isGlobalSet()
        ? GlobalOpenTelemetry.getTracerProvider()
        : TracerProvider.noop();
  }

  private static boolean isTracedCall(String spanName) {
    return spanName.equals("anthropic.messages.create")
        || spanName.equals("anthropic.messages.count_tokens");
  }

  private SpanBuilder spanBuilder(String name, Builder scope) {
    if (!Tracing.GUARD.isOpen()) {
      return scope.ofApplication().spanBuilder(name); // There are no spans of ours.
    }
    if (isTracedCall(name)) {
      return TracerProvider.noop().get(scope.name).spanBuilder(name);
    }
    if (name.equals(TOOL_RUNNER)) {
      return new ToolSpanBuilder(tracer, /* isTool= */ false);
    }
    return name.contains(TOOL_USE)
        ? new ToolSpanBuilder(tracer, /* isTool= */ true)
        : scope.ofApplication().spanBuilder(name);
  }

  private final class Builder implements TracerBuilder {

    private final String name;
    private @Nullable String schemaUrl;
    private @Nullable String version;

    Builder(String name) {
      this.name = name;
    }

    @Override
    public TracerBuilder setSchemaUrl(String schemaUrl) {
      this.schemaUrl = schemaUrl;
      return this;
    }

    @Override
    public TracerBuilder setInstrumentationVersion(String version) {
      this.version = version;
      return this;
    }

    @Override
    public Tracer build() {
      return spanName -> spanBuilder(spanName, this);
    }

    Tracer ofApplication() {
      TracerBuilder builder = applicationProvider().tracerBuilder(name);
      if (schemaUrl != null) {
        builder.setSchemaUrl(schemaUrl);
      }
      if (version != null) {
        builder.setInstrumentationVersion(version);
      }
      return builder.build();
    }
  }
}
