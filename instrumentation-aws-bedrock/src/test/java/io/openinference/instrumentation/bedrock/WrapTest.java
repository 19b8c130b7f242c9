// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.bedrock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.opentelemetry.api.OpenTelemetry;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.SdkClient;
import software.amazon.awssdk.services.bedrockagentruntime.BedrockAgentRuntimeClient;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeClient;

/** Which clients {@code wrap} takes. */
class WrapTest {

  private final BedrockInstrumentor instrumentor = BedrockInstrumentor.create(OpenTelemetry.noop());

  private static class Client implements BedrockRuntimeClient {

    @Override
    public String serviceName() {
      return "bedrock";
    }

    @Override
    public void close() {}
  }

  private static final class ClientOfASubclass extends Client {}

  @Test
  void takesAClientWhoseSuperclassImplementsTheInterface() {
    BedrockRuntimeClient client = new ClientOfASubclass();

    BedrockRuntimeClient wrapped = instrumentor.wrap(client);

    assertThat(wrapped).isNotSameAs(client);
    assertThat(instrumentor.wrap(wrapped)).isSameAs(wrapped);
    assertThat(wrapped.serviceName()).isEqualTo("bedrock");
  }

  @Test
  void namesWhatIsAllowedInPlaceOfAClientOfAnotherService() {
    SdkClient other =
        new SdkClient() {
          @Override
          public String serviceName() {
            return "s3";
          }

          @Override
          public void close() {}
        };

    assertThatThrownBy(() -> instrumentor.wrap(other))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(other.getClass().getName())
        .hasMessageContaining(BedrockRuntimeClient.class.getName())
        .hasMessageContaining(BedrockAgentRuntimeClient.class.getName());
  }
}
