// SPDX-License-Identifier: Apache-2.0
/**
 * What every instrumentation needs beside core: bounds and masking of content, and the tables of
 * models and hosts.
 */
@NullMarked
package io.openinference.instrumentation.api;

import org.jspecify.annotations.NullMarked;
