// SPDX-License-Identifier: Apache-2.0
/** Checks what the modules tell native images. */
@NullMarked
package io.openinference.nativeimage;

import org.jspecify.annotations.NullMarked;
