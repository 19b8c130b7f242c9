// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerBuilder;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.context.Context;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.ReadWriteSpan;
import io.opentelemetry.sdk.trace.ReadableSpan;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.data.LinkData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.opentelemetry.sdk.trace.samplers.SamplingResult;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.AbstractList;
import java.util.AbstractMap;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Supplier;

/** Code that telemetry calls and did not write. It works, but for one place. */
final class ForeignCode {

  /** Where telemetry touches foreign code. */
  enum Place {
    NOWHERE,
    LAZY_VALUE,
    TO_STRING,
    MAP,
    LIST,
    EXCEPTION_MESSAGE,
    EXCEPTION_CAUSE,
    STACK_TRACE,
    COMPLETION_STAGE,
    RESULT_CALLBACK,
    ABANDONMENT_CALLBACK,
    BLOB_UPLOADER,
    SAMPLER,
    PROCESSOR_START,
    PROCESSOR_END,
    EXPORTER,
    CONTEXT_STORAGE,
    TRACER_PROVIDER,
    TRACER_BUILDER,
    TRACER,
    SPAN_BUILDER,
    SPAN
  }

  private static final Map<Class<?>, Place> API =
      Map.of(
          TracerProvider.class, Place.TRACER_PROVIDER,
          TracerBuilder.class, Place.TRACER_BUILDER,
          Tracer.class, Place.TRACER,
          SpanBuilder.class, Place.SPAN_BUILDER,
          Span.class, Place.SPAN);

  private final Place faultyPlace;
  private final Fault fault;
  final AtomicInteger started = new AtomicInteger();
  final AtomicInteger ended = new AtomicInteger();

  ForeignCode(Place faultyPlace, Fault fault) {
    this.faultyPlace = faultyPlace;
    this.fault = fault;
  }

  <T> T at(Place place, Supplier<T> work) {
    return place == faultyPlace ? fault.insteadOf(work) : work.get();
  }

  void at(Place place, Runnable work) {
    at(
        place,
        () -> {
          work.run();
          return place;
        });
  }

  Object text() {
    return new Object() {
      @Override
      public String toString() {
        return at(Place.TO_STRING, () -> "text");
      }
    };
  }

  Map<String, Object> map() {
    return new AbstractMap<>() {
      @Override
      public Set<Entry<String, Object>> entrySet() {
        return at(Place.MAP, () -> Map.of("key", text()).entrySet());
      }
    };
  }

  <E> List<E> list(List<E> elements) {
    return new AbstractList<>() {
      @Override
      public E get(int index) {
        return at(Place.LIST, () -> elements.get(index));
      }

      @Override
      public int size() {
        return elements.size();
      }
    };
  }

  RuntimeException exception() {
    return new RuntimeException() {
      private static final long serialVersionUID = 1L;

      @Override
      public String getMessage() {
        return at(Place.EXCEPTION_MESSAGE, () -> "message");
      }

      @Override
      public synchronized Throwable getCause() {
        return at(Place.EXCEPTION_CAUSE, () -> null);
      }

      @Override
      public void printStackTrace(java.io.PrintWriter writer) {
        at(Place.STACK_TRACE, () -> super.printStackTrace(writer));
      }
    };
  }

  CompletableFuture<String> future() {
    CompletableFuture<String> future =
        new CompletableFuture<>() {
          @Override
          public CompletableFuture<String> whenComplete(
              BiConsumer<? super String, ? super Throwable> action) {
            return at(Place.COMPLETION_STAGE, () -> super.whenComplete(action));
          }
        };
    future.complete("result");
    return future;
  }

  BlobUploader uploader() {
    return blob -> at(Place.BLOB_UPLOADER, () -> "https://blobs.example/1");
  }

  AutoCloseable context() {
    return faultyPlace == Place.CONTEXT_STORAGE
        ? FaultyContextStorage.breakOnThisThread(fault)
        : () -> {};
  }

  /** Returns an OpenTelemetry with foreign sampler, processor and exporter. */
  OpenTelemetry openTelemetry() {
    InMemorySpans spans =
        InMemorySpans.with(
            provider ->
                provider
                    .setSampler(new ForeignSampler())
                    .addSpanProcessor(new ForeignProcessor())
                    .addSpanProcessor(
                        io.opentelemetry.sdk.trace.export.SimpleSpanProcessor.create(
                            new ForeignExporter())));
    return API.containsValue(faultyPlace)
        ? (OpenTelemetry) proxy(OpenTelemetry.class, spans.openTelemetry())
        : spans.openTelemetry();
  }

  /** Returns an implementation of OpenTelemetry's interface that fails at the faulty place. */
  private Object proxy(Class<?> type, Object delegate) {
    return Proxy.newProxyInstance(
        type.getClassLoader(),
        new Class<?>[] {type},
        (proxy, method, arguments) -> {
          Object result = call(type, delegate, method, arguments);
          if (result == delegate) {
            return proxy;
          }
          return result != null && API.containsKey(method.getReturnType())
              ? proxy(method.getReturnType(), result)
              : result;
        });
  }

  private Object call(Class<?> type, Object delegate, Method method, Object[] arguments)
      throws Throwable {
    Supplier<Object> call = () -> invoke(delegate, method, arguments);
    Place place = API.get(type);
    // A span that cannot be ended would end for nobody.
    boolean isSound = place == null || method.getName().equals("end");
    Object result = isSound ? call.get() : at(place, call);
    // Null cannot stand for a truth value.
    return result == null && method.getReturnType() == boolean.class ? (Object) true : result;
  }

  private static Object invoke(Object delegate, Method method, Object[] arguments) {
    try {
      method.setAccessible(true);
      return method.invoke(delegate, arguments);
    } catch (InvocationTargetException e) {
      throw new AssertionError(e.getTargetException());
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
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
      at(Place.PROCESSOR_START, () -> {});
      started.incrementAndGet();
    }

    @Override
    public boolean isStartRequired() {
      return true;
    }

    @Override
    public void onEnd(ReadableSpan span) {
      ended.incrementAndGet();
      at(Place.PROCESSOR_END, () -> {});
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
