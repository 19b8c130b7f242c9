// SPDX-License-Identifier: Apache-2.0

/**
 * Joins the fragments of streams in any format: texts, objects and lists of parts.
 *
 * <p>A fragment belongs to a part by its id and its index. A fragment never replaces earlier
 * content, and a fragment that repeats the whole content does not double it.
 */
@NullMarked
package io.openinference.instrumentation.api.stream;

import org.jspecify.annotations.NullMarked;
