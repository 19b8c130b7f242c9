// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.List;

/** Drops every span and keeps the attributes that it saw of the last one. */
final class RecordingSampler implements Sampler {

  private Attributes seen = Attributes.empty();

  Attributes seen() {
    return seen;
  }

  @Override
  public SamplingResult shouldSample(
      Context parentContext,
      String traceId,
      String name,
      SpanKind spanKind,
      Attributes attributes,
      List<LinkData> parentLinks) {
    seen = attributes;
    return SamplingResult.drop();
  }

  @Override
  public String getDescription() {
    return "RecordingSampler";
  }
}
