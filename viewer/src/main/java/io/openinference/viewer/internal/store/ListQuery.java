// SPDX-License-Identifier: Apache-2.0
package io.openinference.viewer.internal.store;

import io.openinference.viewer.internal.query.Filter;
import org.jspecify.annotations.Nullable;

/**
 * The part of a list that a query returns.
 *
 * @param project the name of the project; null for all
 * @param text words that the input or output must hold; null for any
 * @param filter null for none
 * @param fromMillis the earliest start; 0 for any
 * @param toMillis the first start that is too late; 0 for any
 * @param cursor where the page before ended; null for the newest
 * @since 0.1.0
 */
public record ListQuery(
    @Nullable String project,
    @Nullable String text,
    @Nullable Filter filter,
    long fromMillis,
    long toMillis,
    int limit,
    @Nullable String cursor) {}
