// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the JSON of OpenAI's Responses API: its items and the events of a stream.
 *
 * <p>Several libraries hold this JSON: OpenAI's SDK and LangChain4j's models send it to OpenAI and
 * to all servers that follow its API. {@code api.answer} reads counts and failures.
 */
@NullMarked
package io.openinference.instrumentation.api.responses;

import org.jspecify.annotations.NullMarked;
