// SPDX-License-Identifier: Apache-2.0

/** OpenInference instrumentation for the MCP Java SDK. */
@NullMarked
package io.openinference.instrumentation.mcp;

import org.jspecify.annotations.NullMarked;
