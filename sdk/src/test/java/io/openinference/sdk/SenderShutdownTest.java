// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import static org.assertj.core.api.Assertions.assertThat;

import io.openinference.testing.OtlpReceiver;
import io.opentelemetry.sdk.common.export.Compressor;
import io.opentelemetry.sdk.common.export.HttpSender;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import io.opentelemetry.sdk.common.export.MessageWriter;
import io.opentelemetry.sdk.common.export.ProxyOptions;
import io.opentelemetry.sdk.common.export.RetryPolicy;
import java.io.OutputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A close gives up while the delivery thread is between two steps of its first request. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SenderShutdownTest {

  private OtlpReceiver receiver;

  @BeforeEach
  void start() {
    receiver = OtlpReceiver.start();
    receiver.hang();
  }

  @AfterEach
  void stop() {
    receiver.close();
  }

  enum Client {
    OF_THE_JDK(OtlpHttpSender::new),
    OK_HTTP(OtlpOkHttpSender::new);

    private final Function<HttpSenderConfig, HttpSender> create;

    Client(Function<HttpSenderConfig, HttpSender> create) {
      this.create = create;
    }
  }

  /** Without an end of the exchange, this test would wait for the collector. */
  @ParameterizedTest
  @EnumSource
  void whileTheSpansAreEncodedTheRequestEndsAndNoThreadStays(Client client) {
    Set<Thread> before = selectors();
    HttpSender sender = client.create.apply(new Config(receiver.tracesEndpoint(), () -> {}));

    sender.send(message(sender::shutdown), response -> {}, error -> {});

    assertThat(((OtlpSender) sender).takeAnswer())
        .extracting(Answer::outcome)
        .isNotEqualTo(DeliveryOutcome.DELIVERED);
    assertThat(receiver.requests()).isEmpty();
    assertThat(selectors()).isEqualTo(before);
  }

  @ParameterizedTest
  @EnumSource
  void whileTheClientOpensTheRequestEndsAndNoThreadStays(Client client) {
    Set<Thread> before = selectors();
    HttpSender[] sender = new HttpSender[1];
    sender[0] =
        client.create.apply(new Config(receiver.tracesEndpoint(), () -> sender[0].shutdown()));

    sender[0].send(message(() -> {}), response -> {}, error -> {});

    assertThat(receiver.requests()).isEmpty();
    assertThat(selectors()).isEqualTo(before);
  }

  private static Set<Thread> selectors() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(thread -> thread.getName().endsWith("-SelectorManager"))
        .filter(Thread::isAlive)
        .collect(Collectors.toSet());
  }

  private static MessageWriter message(Runnable onWrite) {
    return new MessageWriter() {
      @Override
      public void writeMessage(OutputStream output) {
        onWrite.run();
      }

      @Override
      public int getContentLength() {
        return 0;
      }
    };
  }

  /** The settings of an exporter without a time limit. */
  private record Config(String endpoint, Runnable onOpen) implements HttpSenderConfig {

    @Override
    public URI getEndpoint() {
      return URI.create(endpoint);
    }

    @Override
    public String getContentType() {
      return "application/x-protobuf";
    }

    @Override
    public Compressor getCompressor() {
      return null;
    }

    @Override
    public Duration getTimeout() {
      return Duration.ZERO;
    }

    @Override
    public Duration getConnectTimeout() {
      onOpen.run();
      return Duration.ofSeconds(10);
    }

    @Override
    public Supplier<Map<String, List<String>>> getHeadersSupplier() {
      return Map::of;
    }

    @Override
    public ProxyOptions getProxyOptions() {
      return null;
    }

    @Override
    public RetryPolicy getRetryPolicy() {
      return null;
    }

    @Override
    public SSLContext getSslContext() {
      return null;
    }

    @Override
    public X509TrustManager getTrustManager() {
      return null;
    }

    @Override
    public ExecutorService getExecutorService() {
      return null;
    }
  }
}
