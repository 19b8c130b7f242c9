// SPDX-License-Identifier: Apache-2.0
/**
 * The part of core that authors of instrumentations, SDKs and agents use, and users do not.
 *
 * <p>Core itself needs these types, or they must be one in a process: {@link
 * io.openinference.instrumentation.spi.ModelCall} marks a call across instrumentations. What core
 * does not need is in the module {@code instrumentation-api}.
 */
@NullMarked
package io.openinference.instrumentation.spi;

import org.jspecify.annotations.NullMarked;
