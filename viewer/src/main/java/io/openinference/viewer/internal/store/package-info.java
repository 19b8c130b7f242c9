// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps spans in one SQLite file.
 *
 * <p>This package is internal. It may change at any time.
 */
@NullMarked
package io.openinference.viewer.internal.store;

import org.jspecify.annotations.NullMarked;
