// SPDX-License-Identifier: Apache-2.0
/**
 * Reads the JSON of Anthropic's Messages API: messages and their blocks, counts, and the events of
 * a stream.
 *
 * <p>Several libraries hold this JSON: Anthropic's SDK sends it to Anthropic and to clouds, and
 * applications write it into the bodies of Amazon Bedrock's {@code InvokeModel}.
 */
@NullMarked
package io.openinference.instrumentation.api.anthropic;

import org.jspecify.annotations.NullMarked;
