// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.common.KeyValue;
import io.opentelemetry.api.common.Value;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.common.InstrumentationScopeInfo;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.testing.trace.TestSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.data.StatusData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.IntStream;

/** Span data as exporters get it. */
final class SpanFixtures {

  private static final List<String> ALPHABETS =
      List.of("abcdefgh 0123", "äöüßéñ", "日本語中文", "😀🎉🚀", "a\ud800b");

  static SpanData named(String name) {
    return builder(name, 1).build();
  }

  static List<SpanData> named(int count) {
    return IntStream.range(0, count).mapToObj(i -> named("s" + i)).toList();
  }

  /** A span with every kind of field that grows with content. */
  static SpanData random(Random random) {
    SpanContext other = context(random.nextLong() | 1);
    return builder(text(random, 40), random.nextLong() | 1)
        .setParentSpanContext(other)
        .setAttributes(attributes(random, random.nextInt(60)))
        .setEvents(
            IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> EventData.create(i, text(random, 20), attributes(random, 5)))
                .toList())
        .setLinks(
            IntStream.range(0, random.nextInt(4))
                .mapToObj(i -> LinkData.create(other, attributes(random, 5)))
                .toList())
        .setStatus(
            StatusData.create(io.opentelemetry.api.trace.StatusCode.ERROR, text(random, 300)))
        .setResource(
            random.nextBoolean()
                ? Resource.getDefault()
                : Resource.create(
                    Attributes.builder().put("key", text(random, 200)).build(), text(random, 30)))
        .setInstrumentationScopeInfo(
            InstrumentationScopeInfo.builder(text(random, 20))
                .setVersion(text(random, 10))
                .setSchemaUrl(text(random, 30))
                .setAttributes(attributes(random, 3))
                .build())
        .build();
  }

  private static TestSpanData.Builder builder(String name, long id) {
    return TestSpanData.builder()
        .setName(name)
        .setSpanContext(context(id))
        .setKind(io.opentelemetry.api.trace.SpanKind.INTERNAL)
        .setStartEpochNanos(Long.MAX_VALUE)
        .setEndEpochNanos(Long.MAX_VALUE)
        .setStatus(StatusData.unset())
        .setResource(Resource.getDefault())
        .setHasEnded(true);
  }

  private static SpanContext context(long id) {
    return SpanContext.create(
        "%032x".formatted(id),
        "%016x".formatted(id),
        TraceFlags.getSampled(),
        TraceState.builder().put("vendor", "opaque").put("other", "t61rcWkgMzE").build());
  }

  private static Attributes attributes(Random random, int count) {
    var builder = Attributes.builder();
    for (int i = 0; i < count; i++) {
      String key = text(random, 30) + i;
      switch (random.nextInt(9)) {
        case 0 -> builder.put(key, random.nextLong());
        case 1 -> builder.put(key, random.nextDouble());
        case 2 -> builder.put(key, random.nextBoolean());
        case 3 -> builder.put(key, text(random, 5), "", text(random, 50));
        case 4 -> builder.put(key, random.longs(random.nextInt(20)).toArray());
        case 5 -> builder.put(key, random.doubles(random.nextInt(20)).toArray());
        case 6 -> builder.put(key, true, false);
        case 7 -> builder.put(AttributeKey.valueKey(key), value(random, 3));
        default -> builder.put(key, text(random, 2_000));
      }
    }
    return builder.build();
  }

  private static Value<?> value(Random random, int depth) {
    if (depth == 0) {
      return Value.of(text(random, 50));
    }
    List<Value<?>> list = new ArrayList<>();
    list.add(Value.of(new byte[random.nextInt(300)]));
    list.add(Value.of(random.nextLong()));
    list.add(Value.empty());
    list.add(Value.of(KeyValue.of(text(random, 10), value(random, depth - 1))));
    return Value.of(list);
  }

  private static String text(Random random, int maxCharacters) {
    String alphabet = ALPHABETS.get(random.nextInt(ALPHABETS.size()));
    StringBuilder text = new StringBuilder();
    int length = random.nextInt(maxCharacters + 1);
    while (text.length() < length) {
      text.append(alphabet);
    }
    return text.toString();
  }

  static SpanExporter exporter(Function<Collection<SpanData>, CompletableResultCode> export) {
    return new SpanExporter() {
      @Override
      public CompletableResultCode export(Collection<SpanData> spans) {
        return export.apply(spans);
      }

      @Override
      public CompletableResultCode flush() {
        return CompletableResultCode.ofSuccess();
      }

      @Override
      public CompletableResultCode shutdown() {
        return CompletableResultCode.ofSuccess();
      }
    };
  }

  private SpanFixtures() {}
}
