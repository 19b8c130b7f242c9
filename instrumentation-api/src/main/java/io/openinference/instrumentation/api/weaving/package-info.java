// SPDX-License-Identifier: Apache-2.0

/**
 * Turns an instrumentation on for the whole process, and passes calls of woven methods to
 * interceptors.
 *
 * <p>Applications that only call {@code wrap} may exclude {@code
 * openinference-instrumentation-bytecode}. Therefore {@link
 * io.openinference.instrumentation.api.weaving.InstrumentationSwitch} works without that module,
 * while {@link io.openinference.instrumentation.api.weaving.WovenLibrary} and {@link
 * io.openinference.instrumentation.api.weaving.InterceptingAdvice} need it.
 */
@NullMarked
package io.openinference.instrumentation.api.weaving;

import org.jspecify.annotations.NullMarked;
