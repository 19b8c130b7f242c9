// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.springai;

import io.micrometer.observation.Observation;
import io.openinference.instrumentation.spi.GuardedScope;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import org.jspecify.annotations.Nullable;

/**
 * Keeps OpenTelemetry's context and the context of Micrometer Tracing the same, so that spans of
 * one are children of spans of the other.
 */
interface ContextBridge {

  /** The bridge of applications whose Micrometer does not trace with OpenTelemetry. */
  ContextBridge NONE =
      new ContextBridge() {
        @Override
        public void attach(Observation.Context observation, Context inside) {}

        @Override
        public Scope open(Observation.Context observation, Context inside) {
          return GuardedScope.of(inside);
        }

        @Override
        public @Nullable Context contextOf(Observation.ContextView observation) {
          return null;
        }
      };

  /** Lets Micrometer see the span of a context as the span of an observation. */
  void attach(Observation.Context observation, Context inside);

  /** Makes the context of an observation current, for OpenTelemetry and for Micrometer. */
  Scope open(Observation.Context observation, Context inside);

  /** Returns the context of the span that Micrometer made for an observation, or null. */
  @Nullable Context contextOf(Observation.ContextView observation);
}
