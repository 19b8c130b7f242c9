// SPDX-License-Identifier: Apache-2.0

/** What the benchmarks share. */
@NullMarked
package io.openinference.benchmarks;

import org.jspecify.annotations.NullMarked;
