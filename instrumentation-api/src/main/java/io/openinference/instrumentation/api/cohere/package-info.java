// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the JSON of Cohere's chat API: messages, tool calls, and the events of a stream. Clouds
 * that serve Cohere's models take this JSON unchanged.
 */
@NullMarked
package io.openinference.instrumentation.api.cohere;

import org.jspecify.annotations.NullMarked;
