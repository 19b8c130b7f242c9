// SPDX-License-Identifier: Apache-2.0

/**
 * Passes calls of a library's objects to the interceptors that trace them.
 *
 * <p>A call arrives through a door: a proxy that {@code wrap} returned, or a method that {@code
 * instrument()} or the agent has woven. All doors run the same {@link
 * io.openinference.instrumentation.api.door.Interceptor}.
 */
@NullMarked
package io.openinference.instrumentation.api.door;

import org.jspecify.annotations.NullMarked;
