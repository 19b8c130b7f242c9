// SPDX-License-Identifier: Apache-2.0
/**
 * The parts that every instrumentation needs in addition to core: its tracer, limits and masking of
 * content, and the tables of models and providers.
 */
@NullMarked
package io.openinference.instrumentation.api;

import org.jspecify.annotations.NullMarked;
