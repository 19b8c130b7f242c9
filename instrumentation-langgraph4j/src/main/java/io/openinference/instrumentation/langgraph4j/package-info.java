// SPDX-License-Identifier: Apache-2.0

/** OpenInference instrumentation for LangGraph4j. */
@NullMarked
package io.openinference.instrumentation.langgraph4j;

import org.jspecify.annotations.NullMarked;
