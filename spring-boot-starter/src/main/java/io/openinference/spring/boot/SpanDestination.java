// SPDX-License-Identifier: Apache-2.0
package io.openinference.spring.boot;

import java.util.function.LongSupplier;

/**
 * The collector that this starter sends spans to.
 *
 * @param endpoint the URL, for log lines
 * @param lostSpans the number of spans that are lost for good
 */
record SpanDestination(String endpoint, LongSupplier lostSpans) {}
