// SPDX-License-Identifier: Apache-2.0

/**
 * Removes hidden content from the bodies of requests and responses.
 *
 * <p>An instrumentation describes its library's JSON with one {@code BodyShape} per API and one
 * {@code MessageShape} for the parts of messages. {@code WireExchange} then returns the text that a
 * span may show.
 */
@NullMarked
package io.openinference.instrumentation.api.masking;

import org.jspecify.annotations.NullMarked;
