// SPDX-License-Identifier: Apache-2.0
/**
 * Maps the JSON of OpenAI's chat API: messages and their parts, tool calls, tools and files.
 *
 * <p>Several libraries hold this JSON: OpenAI's SDK sends it to OpenAI and to all servers that
 * follow its API, and AWS Bedrock takes it for many models. {@code api.stream} joins its chunks,
 * and {@code api.answer} reads counts, reasoning and failures.
 */
@NullMarked
package io.openinference.instrumentation.api.chat;

import org.jspecify.annotations.NullMarked;
