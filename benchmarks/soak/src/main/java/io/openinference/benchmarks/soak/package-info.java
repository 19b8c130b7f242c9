// SPDX-License-Identifier: Apache-2.0
/** Load on real clients beside a collector that fails, with each span accounted for. */
@NullMarked
package io.openinference.benchmarks.soak;

import org.jspecify.annotations.NullMarked;
