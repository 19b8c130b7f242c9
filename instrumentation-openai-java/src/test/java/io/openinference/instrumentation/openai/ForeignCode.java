// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import com.openai.client.OpenAIClient;
import com.openai.core.JsonValue;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionContentPart;
import com.openai.models.chat.completions.ChatCompletionContentPartImage;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import io.openinference.instrumentation.BlobUploader;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Code that telemetry calls and did not write. It works, but for one place. */
final class ForeignCode {

  /** Where telemetry touches foreign code. */
  enum Place {
    NOWHERE,
    REQUEST_FIELD,
    RESPONSE_FIELD,
    RESULT,
    FUTURE,
    STATUS_CODE,
    HEADERS,
    BODY,
    CLOSE,
    STREAM,
    ITERATION,
    COMPLETION,
    HANDLER,
    BLOB_UPLOADER,
    SAMPLER,
    PROCESSOR_START,
    PROCESSOR_END,
    EXPORTER
  }

  private static final ChatCompletionContentPart IMAGE =
      ChatCompletionContentPart.ofImageUrl(
          ChatCompletionContentPartImage.builder()
              .imageUrl(
                  ChatCompletionContentPartImage.ImageUrl.builder()
                      .url("data:image/png;base64," + "iVBORw0K".repeat(5_000))
                      .build())
              .build());

  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();
  private final Place faultyPlace;
  private final Fault fault;
  private final CountingText responseField =
      new CountingText(count -> at(Place.RESPONSE_FIELD, () -> this));

  ForeignCode(Place faultyPlace, Fault fault) {
    this.faultyPlace = faultyPlace;
    this.fault = fault;
  }

  <T> T at(Place place, Supplier<T> work) {
    return place == faultyPlace ? fault.insteadOf(work) : work.get();
  }

  /**
   * Returns a request with an image over the limit, and with a field that fails when the
   * instrumentation reads it, which it does first.
   */
  ChatCompletionCreateParams request() {
    CountingText field =
        new CountingText(
            count -> {
              if (count == 1) {
                at(Place.REQUEST_FIELD, () -> this);
              }
            });
    return field.chat().toBuilder().addUserMessageOfArrayOfContentParts(List.of(IMAGE)).build();
  }

  /** Returns the model with a field that fails when it is read. */
  @SuppressWarnings("unchecked") // Nothing but the mapper looks at the values.
  <T> T model(T model) {
    Map<String, ?> field = Map.of("extra", responseField);
    if (model instanceof ChatCompletion completion) {
      return (T)
          completion.toBuilder().putAllAdditionalProperties((Map<String, JsonValue>) field).build();
    }
    if (model instanceof ChatCompletionChunk chunk) {
      return (T)
          chunk.toBuilder().putAllAdditionalProperties((Map<String, JsonValue>) field).build();
    }
    return model;
  }

  OpenAIClient client(OpenAIClient client) {
    return ForeignClient.of(client, this);
  }

  BlobUploader uploader() {
    return blob -> at(Place.BLOB_UPLOADER, () -> "https://blobs.example/1");
  }

  OpenTelemetry openTelemetry() {
    return OpenTelemetrySdk.builder()
        .setTracerProvider(
            SdkTracerProvider.builder()
                .setSampler(new ForeignSampler())
                .addSpanProcessor(new ForeignProcessor())
                .addSpanProcessor(SimpleSpanProcessor.create(new ForeignExporter()))
                .build())
        .build();
  }

  private final class ForeignSampler implements Sampler {

    @Override
    public SamplingResult shouldSample(
        Context parentContext,
        String traceId,
        String name,
        SpanKind spanKind,
        Attributes attributes,
        List<LinkData> parentLinks) {
      return at(Place.SAMPLER, SamplingResult::recordAndSample);
    }

    @Override
    public String getDescription() {
      return "foreign";
    }
  }

  private final class ForeignProcessor implements SpanProcessor {

    @Override
    public void onStart(Context parentContext, ReadWriteSpan span) {
      at(Place.PROCESSOR_START, () -> span);
      started.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.incrementAndGet();
      at(Place.PROCESSOR_END, () -> span);
    }

    @Override
    public boolean isEndRequired() {
      return true;
    }
  }

  private final class ForeignExporter implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> spans) {
      return at(Place.EXPORTER, CompletableResultCode::ofSuccess);
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
}
