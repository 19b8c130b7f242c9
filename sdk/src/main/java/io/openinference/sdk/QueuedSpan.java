// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.trace.data.SpanData;

/**
 * A span that waits for delivery.
 *
 * @param span the span
 * @param bytes the approximate size of the span in memory
 * @param sequence the position in the order in which spans ended
 */
record QueuedSpan(SpanData span, long bytes, long sequence) {}
