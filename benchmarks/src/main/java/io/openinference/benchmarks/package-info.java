// SPDX-License-Identifier: Apache-2.0

/** Shared parts of the benchmarks. */
@NullMarked
package io.openinference.benchmarks;

import org.jspecify.annotations.NullMarked;
