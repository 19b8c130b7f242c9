// SPDX-License-Identifier: Apache-2.0
package io.openinference.javaagent.engine;

/** Whose OpenInference and OpenTelemetry the agent uses for an application. */
enum Linkage {
  /** The application has our core: its scopes and spans and the agent's are of one kind. */
  APPLICATION_CORE,
  /** The application has set up an OpenTelemetry, but has not heard of us. */
  APPLICATION_API,
  /** The agent's own, or that of OpenTelemetry's agent. */
  AGENT
}
