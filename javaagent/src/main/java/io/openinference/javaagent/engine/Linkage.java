// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

/** The OpenInference and OpenTelemetry that the agent uses for an application. */
enum Linkage {
  /** The application has core itself: its scopes and spans work together with the agent's. */
  APPLICATION_CORE,
  /** The application has set an OpenTelemetry, but has no OpenInference. */
  APPLICATION_API,
  /** The agent's own OpenTelemetry, or that of OpenTelemetry's agent. */
  AGENT
}
