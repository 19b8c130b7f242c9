// SPDX-License-Identifier: Apache-2.0

/** Traces calls of Amazon Bedrock made through the AWS SDK for Java 2. */
@NullMarked
package io.openinference.instrumentation.bedrock;

import org.jspecify.annotations.NullMarked;
