// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The collector that this starter sends spans to.
 *
 * @param endpoint the URL, for log lines; null if the viewer that was to be the collector did not
 *     start
 * @param lostSpans the number of spans that are lost for good
 */
record SpanDestination(@Nullable String endpoint, LongSupplier lostSpans) {}
