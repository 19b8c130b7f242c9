// SPDX-License-Identifier: Apache-2.0

/** Measures the tracing of openai-java. */
@NullMarked
package io.openinference.benchmarks.openai;

import org.jspecify.annotations.NullMarked;
