// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.core.http.ResponseConnection;
import com.openai.models.responses.ResponsesClientEvent;
import java.io.IOException;
import okhttp3.WebSocket;
import okhttp3.WebSocketListener;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** WebSockets, which pass through. */
class WebSocketTest extends AbstractOpenAITest {

  private final MockWebServer webSockets = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    webSockets.enqueue(new MockResponse().withWebSocketUpgrade(new Answering()));
    webSockets.start();
  }

  @AfterEach
  void stop() throws IOException {
    webSockets.close();
  }

  @Test
  void webSocketConnect() throws InterruptedException {
    OpenAIClient plain =
        OpenAIOkHttpClient.builder()
            .apiKey("test-key")
            .baseUrl(webSockets.url("/v1").toString())
            .build();

    try (ResponseConnection connection = instrumentor.wrap(plain).responses().connect()) {
      assertThat(connection).isExactlyInstanceOf(ResponseConnection.class);
      connection.send(
          ResponsesClientEvent.ofResponseCreate(
              ResponsesClientEvent.ResponseCreate.builder()
                  .model("gpt-4o")
                  .input("Capital of France?")
                  .build()));
      assertThat(connection.finalResponse().id()).isEqualTo("resp_1");
    }

    assertThat(webSockets.takeRequest().getHeader("Upgrade")).isEqualTo("websocket");
    assertThat(telemetry.spans()).isEmpty();
    plain.close();
  }

  /** Answers each message with the whole response. */
  private static final class Answering extends WebSocketListener {
    @Override
    public void onMessage(WebSocket webSocket, String text) {
      webSocket.send(SampleExchanges.RESPONSE_EVENTS[5]);
    }
  }
}
