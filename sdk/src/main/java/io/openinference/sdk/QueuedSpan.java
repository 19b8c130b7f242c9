// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span that waits for delivery.
 *
 * @param span the span
 * @param bytes that it takes in memory, about
 * @param sequence its place in the order in which spans ended
 */
record QueuedSpan(SpanData span, long bytes, long sequence) {}
