// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.otlp.OtlpResource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A span as the store keeps it: the columns that lists and filters use, and the packed bytes.
 *
 * @param startNanos when the span started; when it arrived, if its own start cannot be true
 * @param latencyNanos never negative
 * @param input the first characters of the input, for lists
 * @param oddities what is wrong with the span, as bits of {@link Oddities}
 * @param indexedText what full-text search finds
 * @param grams the bits of {@link TextGrams}
 * @since 0.1.0
 */
@SuppressWarnings("ArrayRecordComponent") // Nobody changes or compares the bytes.
public record SpanRow(
    String project,
    OtlpResource resource,
    String traceId,
    String spanId,
    String parentId,
    long digest,
    String name,
    String kind,
    int status,
    long startNanos,
    long latencyNanos,
    @Nullable String model,
    @Nullable Long promptTokens,
    @Nullable Long completionTokens,
    @Nullable Long totalTokens,
    @Nullable Double cost,
    @Nullable String sessionId,
    @Nullable String userId,
    String input,
    String output,
    String indexedText,
    int oddities,
    long receivedMillis,
    byte[] packed,
    byte[] grams,
    List<Annotation> annotations) {}
