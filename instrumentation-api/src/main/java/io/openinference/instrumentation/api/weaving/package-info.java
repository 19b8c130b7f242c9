// SPDX-License-Identifier: Apache-2.0

/**
 * Turns an instrumentation on for a whole process, and leads calls of woven methods to
 * interceptors.
 *
 * <p>Applications that only wrap may leave out {@code openinference-instrumentation-bytecode}. So
 * {@link io.openinference.instrumentation.api.weaving.InstrumentationSwitch} does without that
 * module; {@link io.openinference.instrumentation.api.weaving.WovenLibrary} and {@link
 * io.openinference.instrumentation.api.weaving.InterceptingAdvice} need it.
 */
@NullMarked
package io.openinference.instrumentation.api.weaving;

import org.jspecify.annotations.NullMarked;
