// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.openai.client.OpenAIClient;
import com.openai.core.ClientOptions;
import com.openai.services.blocking.ChatService;
import io.openinference.testing.OpenInferenceExtension;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Services of the application's own, which lack what releases add as default methods. */
class CustomServiceTest {

  @RegisterExtension
  static final OpenInferenceExtension telemetry = OpenInferenceExtension.create();

  @Test
  void subServiceThatIsNotImplementedThrowsAsWithoutUs() {
    OpenAIClient client =
        (OpenAIClient)
            Proxy.newProxyInstance(
                OpenAIClient.class.getClassLoader(),
                new Class<?>[] {OpenAIClient.class},
                (proxy, method, arguments) -> new WithoutCompletions());

    assertThatThrownBy(() -> client.chat().completions())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(
            () ->
                OpenAIInstrumentor.create(telemetry.openTelemetry())
                    .wrap(client)
                    .chat()
                    .completions())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private static final class WithoutCompletions implements ChatService {

    @Override
    public ChatService.WithRawResponse withRawResponse() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ChatService withOptions(Consumer<ClientOptions.Builder> modifier) {
      return this;
    }
  }
}
