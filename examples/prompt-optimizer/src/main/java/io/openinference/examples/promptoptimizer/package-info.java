// SPDX-License-Identifier: Apache-2.0
/** Tries prompts against a dataset, and keeps the best. */
@NullMarked
package io.openinference.examples.promptoptimizer;

import org.jspecify.annotations.NullMarked;
