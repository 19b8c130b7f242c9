// SPDX-License-Identifier: Apache-2.0
/** TODO. */
@NullMarked
package io.openinference.testing;

import org.jspecify.annotations.NullMarked;
