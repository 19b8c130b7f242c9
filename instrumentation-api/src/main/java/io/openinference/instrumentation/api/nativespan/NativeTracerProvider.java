// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.api.nativespan;

import io.openinference.instrumentation.spi.ApplicationOpenTelemetry;
import io.openinference.instrumentation.spi.TelemetryGuard;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Stands in for the global provider inside of a library that makes spans by itself.
 *
 * @since 0.1.0
 */
public final class NativeTracerProvider implements TracerProvider {

  private final Function<String, NativeSpanRule> rules;
  private final TelemetryGuard guard;

  /**
   * Creates a provider.
   *
   * @param rules finds the rule for the name of a span
   * @param guard the library's; where it is closed the library traces as without us
   */
  public NativeTracerProvider(Function<String, NativeSpanRule> rules, TelemetryGuard guard) {
    this.rules = rules;
    this.guard = guard;
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

  private SpanBuilder spanBuilder(String name, Builder scope) {
    NativeSpanRule rule = guard.isOpen() ? rules.apply(name) : NativeSpanRule.keep();
    if (rule == NativeSpanRule.keep()) {
      return scope.ofApplication().spanBuilder(name);
    }
    return rule.start() == null
        ? TracerProvider.noop().get(scope.name).spanBuilder(name)
        : new NativeSpanBuilder(rule, guard);
  }

  /** As the library does, which makes no spans and starts no SDK until a global one is set. */
  private static TracerProvider applicationProvider() {
    return ApplicationOpenTelemetry.isGlobalSet()
        ? GlobalOpenTelemetry.getTracerProvider()
        : TracerProvider.noop();
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
