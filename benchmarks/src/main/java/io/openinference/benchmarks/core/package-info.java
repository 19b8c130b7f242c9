// SPDX-License-Identifier: Apache-2.0

/** What the parts of core and the export path cost. */
@NullMarked
package io.openinference.benchmarks.core;

import org.jspecify.annotations.NullMarked;
