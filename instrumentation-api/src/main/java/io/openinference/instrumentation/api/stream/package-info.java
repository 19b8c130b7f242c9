// SPDX-License-Identifier: Apache-2.0

/**
 * Puts together what comes in fragments, whatever its shape: texts, objects and lists of parts.
 *
 * <p>A fragment belongs to a part by its id and its index. No fragment replaces what was gathered
 * before it, and no fragment that repeats the whole doubles it.
 */
@NullMarked
package io.openinference.instrumentation.api.stream;

import org.jspecify.annotations.NullMarked;
