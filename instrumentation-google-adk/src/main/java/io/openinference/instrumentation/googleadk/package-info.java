// SPDX-License-Identifier: Apache-2.0

/** OpenInference instrumentation for Google's Agent Development Kit for Java. */
@NullMarked
package io.openinference.instrumentation.googleadk;

import org.jspecify.annotations.NullMarked;
