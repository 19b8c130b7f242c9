// SPDX-License-Identifier: Apache-2.0
/**
 * The entry points of the agent for the JVM and for OpenTelemetry's agent; all other classes are
 * hidden from the application.
 */
@NullMarked
package io.openinference.javaagent;

import org.jspecify.annotations.NullMarked;
