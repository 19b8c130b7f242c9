// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.spi;

import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.context.propagation.TextMapPropagator;
import io.opentelemetry.context.propagation.TextMapSetter;
import java.util.Collection;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Propagates with the propagators of the current OpenTelemetry. */
final class ApplicationPropagator implements TextMapPropagator {

  private final Supplier<OpenTelemetry> openTelemetry;

  ApplicationPropagator(Supplier<OpenTelemetry> openTelemetry) {
    this.openTelemetry = openTelemetry;
  }

  private TextMapPropagator current() {
    return openTelemetry.get().getPropagators().getTextMapPropagator();
  }

  @Override
  public Collection<String> fields() {
    return current().fields();
  }

  @Override
  public <C> void inject(Context context, @Nullable C carrier, TextMapSetter<C> setter) {
    current().inject(context, carrier, setter);
  }

  @Override
  public <C> Context extract(Context context, @Nullable C carrier, TextMapGetter<C> getter) {
    return current().extract(context, carrier, getter);
  }
}
