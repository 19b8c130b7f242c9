// SPDX-License-Identifier: Apache-2.0
/**
 * Runs a task over the examples of a dataset, and scores what comes out.
 *
 * <p>{@link io.openinference.phoenix.experiments.ExperimentRunner} is the entry point.
 */
@NullMarked
package io.openinference.phoenix.experiments;

import org.jspecify.annotations.NullMarked;
