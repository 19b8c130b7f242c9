// SPDX-License-Identifier: Apache-2.0

/** Reads the JSON that a library sends and receives, whatever its shape, and writes JSON text. */
@NullMarked
package io.openinference.instrumentation.api.wire;

import org.jspecify.annotations.NullMarked;
