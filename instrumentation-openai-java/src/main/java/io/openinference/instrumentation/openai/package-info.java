// SPDX-License-Identifier: Apache-2.0
/** OpenInference instrumentation for openai-java. */
@NullMarked
package io.openinference.instrumentation.openai;

import org.jspecify.annotations.NullMarked;
