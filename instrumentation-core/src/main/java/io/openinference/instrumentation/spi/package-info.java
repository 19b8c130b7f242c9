// SPDX-License-Identifier: Apache-2.0
/**
 * The API for authors of instrumentations, SDKs and agents; applications do not need it.
 *
 * <p>These types are in core because core uses them, or because a process must have exactly one of
 * them. For example, {@link io.openinference.instrumentation.spi.ModelCall} marks a call across
 * instrumentations. The module {@code instrumentation-api} has the types that core does not need.
 */
@NullMarked
package io.openinference.instrumentation.spi;

import org.jspecify.annotations.NullMarked;
