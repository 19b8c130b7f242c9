// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** The four clients of an application, which nobody traces. */
record LocalClients(
    BedrockRuntimeClient sync,
    BedrockRuntimeAsyncClient async,
    BedrockAgentRuntimeClient agents,
    BedrockAgentRuntimeAsyncClient asyncAgents)
    implements AutoCloseable {

  LocalClients(String url, int retries) {
    this(
        Clients.sync(url, retries),
        Clients.async(url, retries),
        Clients.agents(url),
        Clients.asyncAgents(url, retries));
  }

  @Override
  public void close() {
    sync.close();
    async.close();
    agents.close();
    asyncAgents.close();
  }
}
