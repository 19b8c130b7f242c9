// SPDX-License-Identifier: Apache-2.0
package io.openinference.semconv;

import static io.opentelemetry.api.common.AttributeKey.stringKey;

import io.opentelemetry.api.common.AttributeKey;

/**
 * Attributes of an agent.
 *
 * @since 0.1.0
 */
public final class AgentAttributes {

  /** Name of the agent. */
  public static final AttributeKey<String> AGENT_NAME = stringKey("agent.name");

  private AgentAttributes() {}
}
