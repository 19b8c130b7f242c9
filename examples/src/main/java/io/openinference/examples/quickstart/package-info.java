// SPDX-License-Identifier: Apache-2.0
/** TODO. */
@NullMarked
package io.openinference.examples.quickstart;

import org.jspecify.annotations.NullMarked;
