// SPDX-License-Identifier: Apache-2.0
/**
 * Turns prompts of Phoenix into requests of libraries that call models. Each class needs its
 * library on the class path, and loads nothing of the others.
 */
@NullMarked
package io.openinference.phoenix.prompts;

import org.jspecify.annotations.NullMarked;
