// SPDX-License-Identifier: Apache-2.0

/**
 * Puts OpenInference spans in place of the OpenTelemetry spans that a library makes by itself, so
 * that a call is not there twice.
 */
@NullMarked
package io.openinference.instrumentation.api.nativespan;

import org.jspecify.annotations.NullMarked;
