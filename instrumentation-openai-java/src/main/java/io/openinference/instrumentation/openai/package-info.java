// SPDX-License-Identifier: Apache-2.0
/** TODO. */
@NullMarked
package io.openinference.instrumentation.openai;

import org.jspecify.annotations.NullMarked;
