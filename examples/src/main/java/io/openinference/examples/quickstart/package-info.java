// SPDX-License-Identifier: Apache-2.0
/** A support bot in plain openai-java whose every step is traced. */
@NullMarked
package io.openinference.examples.quickstart;

import org.jspecify.annotations.NullMarked;
