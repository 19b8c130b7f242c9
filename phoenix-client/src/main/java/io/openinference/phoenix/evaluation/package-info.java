// SPDX-License-Identifier: Apache-2.0
/**
 * Scores outputs of a task: with code, with a model as the judge, or with evaluators of other
 * libraries.
 *
 * <p>{@link io.openinference.phoenix.evaluation.OutputEvaluator} is the interface of all of them.
 * {@link io.openinference.phoenix.evaluation.CodeEvaluators} and {@link
 * io.openinference.phoenix.evaluation.ClassificationEvaluator} are the built-in ones.
 */
@NullMarked
package io.openinference.phoenix.evaluation;

import org.jspecify.annotations.NullMarked;
