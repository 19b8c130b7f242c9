// SPDX-License-Identifier: Apache-2.0

/** Measures the tracing of LangChain4j. */
@NullMarked
package io.openinference.benchmarks.langchain4j;

import org.jspecify.annotations.NullMarked;
