// SPDX-License-Identifier: Apache-2.0
/** A support desk in LangChain4j, whose retrieval, tools, streaming and agents are traced. */
@NullMarked
package io.openinference.examples.ragagent;

import org.jspecify.annotations.NullMarked;
