// SPDX-License-Identifier: Apache-2.0
/** TODO. */
@NullMarked
package io.openinference.semconv;

import org.jspecify.annotations.NullMarked;
