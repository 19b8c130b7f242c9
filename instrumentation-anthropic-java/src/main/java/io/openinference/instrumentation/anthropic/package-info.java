// SPDX-License-Identifier: Apache-2.0

/** Traces the calls that anthropic-java clients make. */
@NullMarked
package io.openinference.instrumentation.anthropic;

import org.jspecify.annotations.NullMarked;
