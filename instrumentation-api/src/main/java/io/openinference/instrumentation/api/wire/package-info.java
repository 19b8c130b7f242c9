// SPDX-License-Identifier: Apache-2.0

/** Reads the JSON that a library sends and receives, in any format, and writes JSON text. */
@NullMarked
package io.openinference.instrumentation.api.wire;

import org.jspecify.annotations.NullMarked;
