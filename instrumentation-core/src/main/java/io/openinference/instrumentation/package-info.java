// SPDX-License-Identifier: Apache-2.0

/** Tracer helpers for every OpenInference span kind, context scopes, masking and the guard. */
@NullMarked
package io.openinference.instrumentation;

import org.jspecify.annotations.NullMarked;
