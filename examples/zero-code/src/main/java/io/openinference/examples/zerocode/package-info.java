// SPDX-License-Identifier: Apache-2.0
/** One program that is traced without a change, and one that asks to be traced. */
@NullMarked
package io.openinference.examples.zerocode;

import org.jspecify.annotations.NullMarked;
