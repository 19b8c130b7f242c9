// SPDX-License-Identifier: Apache-2.0

/** Traces the calls that google-genai clients make. */
@NullMarked
package io.openinference.instrumentation.googlegenai;

import org.jspecify.annotations.NullMarked;
