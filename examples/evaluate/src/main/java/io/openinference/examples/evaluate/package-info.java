// SPDX-License-Identifier: Apache-2.0
/** From traces to a dataset, and from a dataset to a better prompt. */
@NullMarked
package io.openinference.examples.evaluate;

import org.jspecify.annotations.NullMarked;
