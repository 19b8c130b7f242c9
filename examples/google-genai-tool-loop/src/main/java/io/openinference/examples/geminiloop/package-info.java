// SPDX-License-Identifier: Apache-2.0

/** A loop of tools with google-genai. */
@NullMarked
package io.openinference.examples.geminiloop;

import org.jspecify.annotations.NullMarked;
