// SPDX-License-Identifier: Apache-2.0
/**
 * Reads and writes spans in the formats of OTLP.
 *
 * <p>This package is internal. It may change at any time.
 */
@NullMarked
package io.openinference.viewer.internal.otlp;

import org.jspecify.annotations.NullMarked;
