// SPDX-License-Identifier: Apache-2.0
package io.openinference.benchmarks.core;

import static java.util.Objects.requireNonNull;

import io.openinference.sdk.OpenInferenceAutoConfiguration;
import io.opentelemetry.sdk.autoconfigure.spi.AutoConfigurationCustomizer;
import io.opentelemetry.sdk.autoconfigure.spi.ConfigProperties;
import io.opentelemetry.sdk.autoconfigure.spi.internal.DefaultConfigProperties;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.lang.reflect.Proxy;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;

/** Gets at the exporter that the SDK of this project puts around another one. */
final class ExporterCustomizer {

  @SuppressWarnings("unchecked") // addSpanExporterCustomizer() takes this type.
  static SpanExporter of(OpenInferenceAutoConfiguration configuration, SpanExporter exporter) {
    AtomicReference<SpanExporter> customized = new AtomicReference<>(exporter);
    ConfigProperties properties = DefaultConfigProperties.createFromMap(Map.of());
    configuration.customize(
        (AutoConfigurationCustomizer)
            Proxy.newProxyInstance(
                AutoConfigurationCustomizer.class.getClassLoader(),
                new Class<?>[] {AutoConfigurationCustomizer.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("addSpanExporterCustomizer")) {
                    var customizer =
                        (BiFunction<SpanExporter, ConfigProperties, SpanExporter>) arguments[0];
                    customized.set(customizer.apply(customized.get(), properties));
                  }
                  return proxy;
                }));
    return requireNonNull(customized.get());
  }

  private ExporterCustomizer() {}
}
