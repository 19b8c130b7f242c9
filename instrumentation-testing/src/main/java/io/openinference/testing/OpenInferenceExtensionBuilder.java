// SPDX-License-Identifier: Apache-2.0
package io.openinference.testing;

import static java.util.Objects.requireNonNull;

import io.opentelemetry.sdk.trace.SpanLimits;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.ArrayList;
import java.util.List;

/**
 * Builder of {@link OpenInferenceExtension}.
 *
 * @since 0.1.0
 */
public final class OpenInferenceExtensionBuilder {

  final List<SpanProcessor> spanProcessors = new ArrayList<>();
  Sampler sampler = Sampler.alwaysOn();
  SpanLimits spanLimits = SpanLimits.getDefault();
  boolean global;
  boolean lenientContext;
  boolean repeatedEnd;

  OpenInferenceExtensionBuilder() {}

  /**
   * Sets which spans are sampled. The default samples all.
   *
   * @throws NullPointerException if {@code sampler} is null
   */
  public OpenInferenceExtensionBuilder sampler(Sampler sampler) {
    this.sampler = requireNonNull(sampler, "sampler");
    return this;
  }

  /**
   * Sets the limits of a span. The default is OpenTelemetry's own: 128 attributes.
   *
   * @throws NullPointerException if {@code spanLimits} is null
   */
  public OpenInferenceExtensionBuilder spanLimits(SpanLimits spanLimits) {
    this.spanLimits = requireNonNull(spanLimits, "spanLimits");
    return this;
  }

  /**
   * Adds a span processor, which sees each span after the extension does. The caller shuts the
   * processor down.
   *
   * @throws NullPointerException if {@code spanProcessor} is null
   */
  public OpenInferenceExtensionBuilder addSpanProcessor(SpanProcessor spanProcessor) {
    spanProcessors.add(requireNonNull(spanProcessor, "spanProcessor"));
    return this;
  }

  /**
   * Sets whether the extension's OpenTelemetry is the global one while a test runs. The default is
   * false. Tests with this setting must not run in parallel in one JVM.
   */
  public OpenInferenceExtensionBuilder setGlobal(boolean global) {
    this.global = global;
    return this;
  }

  /**
   * Allows tests without {@code io.opentelemetry.context.enableStrictContext}; a scope that another
   * thread closed is then not detected.
   */
  public OpenInferenceExtensionBuilder allowLenientContext() {
    this.lenientContext = true;
    return this;
  }

  /** Allows the code under test to call {@code end()} on a span that has already ended. */
  public OpenInferenceExtensionBuilder allowRepeatedEnd() {
    this.repeatedEnd = true;
    return this;
  }

  /** Builds the extension. */
  public OpenInferenceExtension build() {
    return new OpenInferenceExtension(this);
  }
}
