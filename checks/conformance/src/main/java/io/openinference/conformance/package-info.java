// SPDX-License-Identifier: Apache-2.0
/** The attributes of the Python reference, and our intended differences. */
@NullMarked
package io.openinference.conformance;

import org.jspecify.annotations.NullMarked;
