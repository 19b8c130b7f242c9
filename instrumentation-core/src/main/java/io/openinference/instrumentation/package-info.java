// SPDX-License-Identifier: Apache-2.0

/**
 * What users call: tracer and spans of every OpenInference kind, context scopes and masking.
 *
 * <p>Authors of instrumentations also need {@link io.openinference.instrumentation.spi}.
 */
@NullMarked
package io.openinference.instrumentation;

import org.jspecify.annotations.NullMarked;
