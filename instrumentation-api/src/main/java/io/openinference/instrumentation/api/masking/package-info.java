// SPDX-License-Identifier: Apache-2.0

/**
 * Removes hidden content from the bodies of requests and responses.
 *
 * <p>An instrumentation describes its library's JSON: a {@code BodyShape} for each API, and one
 * {@code MessageShape} for what messages are made of. {@code WireExchange} then gives the text that
 * a span may show.
 */
@NullMarked
package io.openinference.instrumentation.api.masking;

import org.jspecify.annotations.NullMarked;
