// SPDX-License-Identifier: Apache-2.0

/** A loop of tools with the AWS SDK, on Amazon Bedrock. */
@NullMarked
package io.openinference.examples.bedrockloop;

import org.jspecify.annotations.NullMarked;
