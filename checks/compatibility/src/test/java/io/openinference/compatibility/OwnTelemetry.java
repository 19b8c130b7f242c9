// SPDX-License-Identifier: Apache-2.0
package io.openinference.compatibility;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;

/** A program that sets up the global OpenTelemetry itself, before or after its first call. */
final class OwnTelemetry {

  public static void main(String[] arguments) {
    if (arguments[0].equals("late")) {
      ModelCalls.langChain4j();
    }
    OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .addSpanProcessor(SimpleSpanProcessor.create(new PrintingExporter()))
                .build())
        .buildAndRegisterGlobal();
    Span request = GlobalOpenTelemetry.getTracer("shop").spanBuilder("request").startSpan();
    try (Scope ignored = request.makeCurrent()) {
      ModelCalls.openAI();
      ModelCalls.langChain4j();
    } finally {
      request.end();
    }
  }

  private static final class PrintingExporter implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      for (SpanData span : spans) {
        boolean isInCurrent =
            span.getParentSpanContext().isValid()
                && span.getParentSpanContext().equals(Span.current().getSpanContext());
        String place = isInCurrent ? " in the span that is current" : "";
        System.out.println("exported " + span.getName() + place + tokens(span));
      }
      return CompletableResultCode.ofSuccess();
    }

    private static String tokens(SpanData span) {
      Long total = span.getAttributes().get(AttributeKey.longKey("llm.token_count.total"));
      return total == null ? "" : ", tokens counted";
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  private OwnTelemetry() {}
}
