// SPDX-License-Identifier: Apache-2.0

/** Measures the parts of core and the export path. */
@NullMarked
package io.openinference.benchmarks.core;

import org.jspecify.annotations.NullMarked;
