// SPDX-License-Identifier: Apache-2.0
package io.openinference.sdk;

import io.opentelemetry.exporter.internal.TlsUtil;
import io.opentelemetry.sdk.common.export.GrpcSenderConfig;
import io.opentelemetry.sdk.common.export.HttpSenderConfig;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509TrustManager;
import okhttp3.ConnectionSpec;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.TlsVersion;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/** Creates OkHttp clients that follow no redirects, and reads their responses. */
final class OkHttp {

  private static final int MAX_RESPONSE_BYTES = 64 * 1024;

  static OkHttpClient forGrpc(GrpcSenderConfig config) {
    OkHttpClient.Builder builder = builder(config.getTimeout(), config.getConnectTimeout());
    boolean isPlain = config.getEndpoint().getScheme().equals("http");
    builder.protocols(
        isPlain
            ? List.of(Protocol.H2_PRIOR_KNOWLEDGE)
            : List.of(Protocol.HTTP_2, Protocol.HTTP_1_1));
    return secure(
        builder,
        config.getEndpoint(),
        config.getSslContext(),
        config.getTrustManager(),
        EnabledProtocols.of(config));
  }

  static OkHttpClient forHttp(HttpSenderConfig config) {
    OkHttpClient.Builder builder = builder(config.getTimeout(), config.getConnectTimeout());
    if (config.getProxyOptions() != null) {
      builder.proxySelector(config.getProxyOptions().getProxySelector());
    }
    return secure(
        builder,
        config.getEndpoint(),
        config.getSslContext(),
        config.getTrustManager(),
        EnabledProtocols.of(config));
  }

  private static OkHttpClient.Builder builder(Duration timeout, Duration connectTimeout) {
    return new OkHttpClient.Builder()
        .followRedirects(false)
        .followSslRedirects(false)
        .callTimeout(timeout)
        .readTimeout(timeout)
        .writeTimeout(timeout)
        .connectTimeout(connectTimeout);
  }

  private static OkHttpClient secure(
      OkHttpClient.Builder builder,
      URI endpoint,
      @Nullable SSLContext sslContext,
      @Nullable X509TrustManager trustManager,
      @Nullable List<String> versions) {
    if (endpoint.getScheme().equals("http")) {
      return builder.connectionSpecs(List.of(ConnectionSpec.CLEARTEXT)).build();
    }
    if (sslContext != null) {
      builder.sslSocketFactory(
          sslContext.getSocketFactory(), trustManager == null ? trusted() : trustManager);
    }
    if (versions != null && !versions.isEmpty()) {
      ConnectionSpec spec =
          new ConnectionSpec.Builder(ConnectionSpec.COMPATIBLE_TLS)
              .tlsVersions(
                  versions.stream().map(TlsVersion::forJavaName).toArray(TlsVersion[]::new))
              .build();
      builder.connectionSpecs(List.of(spec));
    }
    return builder.build();
  }

  private static X509TrustManager trusted() {
    try {
      return TlsUtil.defaultTrustManager();
    } catch (SSLException e) {
      throw new IllegalStateException("The JDK's trusted certificates cannot be read", e);
    }
  }

  /** Returns the headers by lower-case name. */
  static Map<String, String> headers(Response response) {
    Map<String, String> headers = new HashMap<>();
    response
        .headers()
        .forEach(pair -> headers.put(pair.getFirst().toLowerCase(Locale.ROOT), pair.getSecond()));
    return headers;
  }

  /** Reads the start of a body. */
  static byte[] startOf(@Nullable ResponseBody body) throws IOException {
    if (body == null) {
      return new byte[0];
    }
    BufferedSource source = body.source();
    source.request(MAX_RESPONSE_BYTES);
    return source.getBuffer().snapshot().toByteArray();
  }

  private OkHttp() {}
}
