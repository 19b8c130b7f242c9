// SPDX-License-Identifier: Apache-2.0
/** Shows received traces as text. */
@NullMarked
package io.openinference.examples.traces;

import org.jspecify.annotations.NullMarked;
