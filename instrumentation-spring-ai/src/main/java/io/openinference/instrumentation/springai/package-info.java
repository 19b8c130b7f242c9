// SPDX-License-Identifier: Apache-2.0
/** OpenInference instrumentation for Spring AI. */
@NullMarked
package io.openinference.instrumentation.springai;

import org.jspecify.annotations.NullMarked;
