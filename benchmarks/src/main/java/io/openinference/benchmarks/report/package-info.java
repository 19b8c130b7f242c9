// SPDX-License-Identifier: Apache-2.0

/** Runs the benchmarks and compares what they reached with the bounds. */
@NullMarked
package io.openinference.benchmarks.report;

import org.jspecify.annotations.NullMarked;
