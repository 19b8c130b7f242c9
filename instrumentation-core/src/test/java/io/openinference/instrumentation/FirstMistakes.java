// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation;

import io.openinference.instrumentation.spi.LatestOpenTelemetry;
import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Scope;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SdkTracerProviderBuilder;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.io.File;
import java.lang.reflect.Method;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs in a JVM of its own: makes tracers with an OpenTelemetry that makes or sends no spans. */
final class FirstMistakes {

  private static final OnStartProcessor AT_START = (parent, span) -> {};

  public static void main(String[] arguments) throws Exception {
    if (arguments[0].equals("copies")) {
      runCopy();
      runCopy();
      return;
    }
    if (arguments[0].equals("global-sdk")) {
      GlobalOpenTelemetry.set(sdk(SdkTracerProvider.builder()));
      trace(OpenInferenceTracer.create());
      return;
    }
    for (int i = 0; i < 2; i++) {
      trace(OpenInferenceTracer.create(openTelemetry(arguments[0])));
    }
  }

  private static void trace(OpenInferenceTracer tracer) {
    try (Scope suppressed = OpenInference.suppressTracing()) {
      tracer.chain("call").run(() -> System.out.println("suppressed"));
    }
    tracer.chain("call").run(() -> {});
    tracer.chain("call").run(() -> System.out.println("traced"));
  }

  private static OpenTelemetry openTelemetry(String name) {
    return switch (name) {
      case "global" -> GlobalOpenTelemetry.get();
      case "noop" -> OpenTelemetry.noop();
      case "sdk" -> sdk(SdkTracerProvider.builder());
      case "sdk-of-a-host" -> {
        OpenTelemetry sdk = sdk(SdkTracerProvider.builder());
        yield new LatestOpenTelemetry(() -> sdk);
      }
      case "no-exporter" ->
          sdk(
              SdkTracerProvider.builder()
                  .addSpanProcessor(BatchSpanProcessor.builder(SpanExporter.composite()).build()));
      case "start-only" -> sdk(SdkTracerProvider.builder().addSpanProcessor(AT_START));
      case "always-off" -> sdk(sending().setSampler(Sampler.alwaysOff()));
      case "ratio-0" ->
          sdk(sending().setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(0))));
      case "sending" -> sdk(sending().setSampler(Sampler.parentBased(Sampler.alwaysOn())));
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static SdkTracerProviderBuilder sending() {
    return SdkTracerProvider.builder()
        .addSpanProcessor(AT_START)
        .addSpanProcessor(InMemorySpans.with(provider -> provider));
  }

  private static OpenTelemetry sdk(SdkTracerProviderBuilder provider) {
    return OpenTelemetrySdk.builder().setTracerProvider(provider.build()).build();
  }

  /** Runs a copy of core, as an agent and an application have one each. */
  private static void runCopy() throws Exception {
    List<URL> classPath = new ArrayList<>();
    for (String entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
      classPath.add(url(entry));
    }
    Class<?> copy =
        new URLClassLoader(classPath.toArray(URL[]::new), ClassLoader.getPlatformClassLoader())
            .loadClass(FirstMistakes.class.getName());
    Method main = copy.getDeclaredMethod("main", String[].class);
    main.setAccessible(true);
    main.invoke(null, (Object) new String[] {"noop"});
  }

  private static URL url(String entry) throws MalformedURLException {
    return Path.of(entry).toUri().toURL();
  }

  private FirstMistakes() {}
}
