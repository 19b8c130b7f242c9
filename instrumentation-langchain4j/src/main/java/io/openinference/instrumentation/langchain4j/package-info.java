// SPDX-License-Identifier: Apache-2.0
/** OpenInference instrumentation for LangChain4j. */
@NullMarked
package io.openinference.instrumentation.langchain4j;

import org.jspecify.annotations.NullMarked;
