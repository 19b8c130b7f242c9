// SPDX-License-Identifier: Apache-2.0
/**
 * Annotations that make spans for calls of the application's own methods, and {@link
 * io.openinference.instrumentation.annotations.AnnotationInstrumentor}, which turns them on.
 */
@NullMarked
package io.openinference.instrumentation.annotations;

import org.jspecify.annotations.NullMarked;
