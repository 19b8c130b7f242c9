// SPDX-License-Identifier: Apache-2.0
/**
 * Receives spans and serves the pages.
 *
 * <p>This package is internal. It may change at any time.
 */
@NullMarked
package io.openinference.viewer.internal.web;

import org.jspecify.annotations.NullMarked;
