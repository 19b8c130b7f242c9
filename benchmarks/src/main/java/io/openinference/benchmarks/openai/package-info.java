// SPDX-License-Identifier: Apache-2.0

/** What tracing of openai-java costs. */
@NullMarked
package io.openinference.benchmarks.openai;

import org.jspecify.annotations.NullMarked;
