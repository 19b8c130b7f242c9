// SPDX-License-Identifier: Apache-2.0

/** A loop of tools with anthropic-java. */
@NullMarked
package io.openinference.examples.toolloop;

import org.jspecify.annotations.NullMarked;
