// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import java.net.ProxySelector;
import java.net.http.HttpClient;
import java.util.List;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import org.jspecify.annotations.Nullable;

/** An HTTP client of the JDK and its threads. */
record JdkHttp(HttpClient client, ThreadPoolExecutor executor) {

  private static final long IDLE_THREAD_SECONDS = 1;

  static JdkHttp open(HttpSenderConfig config) {
    ThreadPoolExecutor executor =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            IDLE_THREAD_SECONDS,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> DeliveryThreads.create(task, "openinference-http"));
    HttpClient.Builder builder =
        HttpClient.newBuilder()
            // With HTTP/2 enabled, the client would ask each plain HTTP server for an upgrade.
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .executor(executor)
            .connectTimeout(config.getConnectTimeout());
    ProxySelector proxies =
        config.getProxyOptions() == null
            ? ProxySelector.getDefault()
            : config.getProxyOptions().getProxySelector();
    if (proxies != null) {
      builder.proxy(proxies);
    }
    SSLContext sslContext = config.getSslContext();
    if (sslContext != null) {
      builder.sslContext(sslContext);
    } else if ("http".equalsIgnoreCase(config.getEndpoint().getScheme())) {
      builder.sslContext(WithoutTls.context());
    }
    SSLParameters protocols = protocols(EnabledProtocols.of(config));
    if (protocols != null) {
      builder.sslParameters(protocols);
    }
    return new JdkHttp(builder.build(), executor);
  }

  private static @Nullable SSLParameters protocols(@Nullable List<String> enabled) {
    if (enabled == null || enabled.isEmpty()) {
      return null;
    }
    SSLParameters parameters = new SSLParameters();
    parameters.setProtocols(enabled.toArray(String[]::new));
    return parameters;
  }

  /** Ends the threads. */
  void close() {
    try {
      HttpClient.class.getMethod("shutdownNow").invoke(client);
    } catch (ReflectiveOperationException beforeJava21) {
      SelectorThread.end(client);
    }
    executor.shutdown();
  }
}
