// SPDX-License-Identifier: Apache-2.0

/** What tracing of LangChain4j costs. */
@NullMarked
package io.openinference.benchmarks.langchain4j;

import org.jspecify.annotations.NullMarked;
