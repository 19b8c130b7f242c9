// SPDX-License-Identifier: Apache-2.0
/**
 * Filter expressions in Phoenix's grammar.
 *
 * <p>This package is internal. It may change at any time.
 */
@NullMarked
package io.openinference.viewer.internal.query;

import org.jspecify.annotations.NullMarked;
