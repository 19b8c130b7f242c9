// SPDX-License-Identifier: Apache-2.0
package io.openinference.instrumentation.googlegenai;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.genai.types.ClientOptions;
import com.google.genai.types.ProxyOptions;
import io.opentelemetry.api.OpenTelemetry;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

/** What {@code wrap} does to the options of a client. */
class HttpClientsTest {

  private final GoogleGenAIInstrumentor instrumentor =
      GoogleGenAIInstrumentor.create(OpenTelemetry.noop());

  @Test
  void aClientThatIsMadeHasTheSettingsOfTheLibrary() {
    OkHttpClient client =
        wrapped(
            ClientOptions.builder()
                .maxConnections(7)
                .maxConnectionsPerHost(3)
                .proxyOptions(ProxyOptions.builder().host("proxy.example").port(8080).build())
                .build());

    assertThat(client.readTimeoutMillis()).isZero();
    assertThat(client.connectTimeoutMillis()).isZero();
    assertThat(client.writeTimeoutMillis()).isZero();
    assertThat(client.dispatcher().getMaxRequests()).isEqualTo(7);
    assertThat(client.dispatcher().getMaxRequestsPerHost()).isEqualTo(3);
    Proxy proxy = client.proxy();
    assertThat(proxy).isNotNull();
    assertThat(((InetSocketAddress) proxy.address()).getHostName()).isEqualTo("proxy.example");
  }

  @Test
  void aClientOfTheApplicationKeepsItsOwn() {
    Interceptor own = chain -> chain.proceed(chain.request());
    List<Call> heard = new ArrayList<>();
    EventListener listener = new EventListener() {};
    OkHttpClient client =
        wrapped(
            ClientOptions.builder()
                .customHttpClient(
                    new OkHttpClient.Builder()
                        .readTimeout(Duration.ofSeconds(5))
                        .addInterceptor(own)
                        .eventListenerFactory(
                            call -> {
                              heard.add(call);
                              return listener;
                            })
                        .build())
                .build());

    assertThat(client.readTimeoutMillis()).isEqualTo(5_000);
    assertThat(client.interceptors()).hasSize(2).last().isSameAs(own);
    Call call = client.newCall(new Request.Builder().url("http://localhost/").build());
    assertThat(heard).containsExactly(call);
  }

  @Test
  void optionsAreWrappedOnce() {
    ClientOptions once = instrumentor.wrap(ClientOptions.builder().build());

    assertThat(instrumentor.wrap(once)).isSameAs(once);
  }

  private OkHttpClient wrapped(ClientOptions options) {
    return instrumentor.wrap(options).customHttpClient().orElseThrow();
  }
}
