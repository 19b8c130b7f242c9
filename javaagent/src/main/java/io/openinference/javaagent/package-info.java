// SPDX-License-Identifier: Apache-2.0
/** The agent as the JVM and OpenTelemetry's agent find it; all else is loaded out of sight. */
@NullMarked
package io.openinference.javaagent;

import org.jspecify.annotations.NullMarked;
