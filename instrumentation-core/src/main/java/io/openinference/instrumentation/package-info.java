// SPDX-License-Identifier: Apache-2.0

/**
 * The API for applications: tracer, spans of every OpenInference kind, context scopes and masking.
 *
 * <p>Authors of instrumentations also need {@link io.openinference.instrumentation.spi}.
 */
@NullMarked
package io.openinference.instrumentation;

import org.jspecify.annotations.NullMarked;
