// SPDX-License-Identifier: Apache-2.0

/** Converts span attributes between OpenInference and OpenTelemetry's {@code gen_ai.*}. */
@NullMarked
package io.openinference.genai;

import org.jspecify.annotations.NullMarked;
